import type { KeyName } from '../cockpit/key-names.ts';
import type { Binding } from '../keymap.ts';

/** Keys by what they do, as the reader wants them: `{freeze: 'P'}`. */
export type KeyChoices = Readonly<Record<string, KeyName>>;

/** The table with the keys the reader chose. A key that is not its line's any more does nothing, unless another line took it. */
export function rebound(bindings: readonly Binding[], chosen: KeyChoices): readonly Binding[] {
  return bindings.map((binding) => {
    const key = binding.name === undefined || !Object.hasOwn(chosen, binding.name) ? undefined : chosen[binding.name];
    return key === undefined ? binding : { ...binding, keys: [key], shown: key };
  });
}

/** Two lines of a table that want the same key. */
export interface KeyCollision {
  readonly key: KeyName;
  readonly first: Binding;
  readonly second: Binding;
}

/** Every key that two lines of the table listen to. */
export function keyCollisions(bindings: readonly Binding[]): readonly KeyCollision[] {
  return bindings.flatMap((second, index) =>
    second.keys.flatMap((key) => {
      const first = bindings.slice(0, index).find(({ keys }) => keys.includes(key));
      return first === undefined ? [] : [{ key, first, second }];
    }),
  );
}

const named: readonly KeyName[] = [
  'tab',
  'shift+tab',
  'escape',
  'return',
  'backspace',
  'space',
  'pageUp',
  'pageDown',
  'home',
  'end',
  'up',
  'down',
  'left',
  'right',
  'shift+left',
  'shift+right',
];

const otherNames: Readonly<Record<string, KeyName>> = { esc: 'escape', enter: 'return' };

/** Control characters that a terminal sends for other keys too, or which end the program. */
const unusable = 'chijm';

/** The key that a config file means: a character as typed, `Space`, `PageUp`, `Ctrl+N` …; undefined where there is no such key. */
export function keyNamed(written: string): KeyName | undefined {
  // One character, however many code units; a blank has a name.
  if ([...written].length === 1) return /[\s\p{C}]/u.test(written) ? undefined : written;
  const lower = written.toLowerCase();
  const control = /^ctrl\+([a-z])$/.exec(lower)?.[1];
  if (control !== undefined) return unusable.includes(control) ? undefined : `ctrl+${control}`;
  return otherNames[lower] ?? named.find((name) => name.toLowerCase() === lower);
}
