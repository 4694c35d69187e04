import fc from 'fast-check';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { bindingsFor } from '../../../src/ui/keymap.ts';
import { replayKeys } from '../../../src/ui/replay-keys.ts';
import { click, wheel } from './mouse.ts';

/** One thing that happens to a terminal. */
export type Step =
  | { readonly kind: 'input'; readonly text: string }
  /** In two reads, with time between them. */
  | { readonly kind: 'cut'; readonly text: string; readonly at: number }
  | { readonly kind: 'resize'; readonly columns: number; readonly rows: number };

/** What a terminal sends for keys that are no character. */
const sequences: Readonly<Record<string, string>> = {
  tab: '\t',
  'shift+tab': '\x1b[Z',
  escape: '\x1b',
  return: '\r',
  backspace: '\x7f',
  space: ' ',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  pageUp: '\x1b[5~',
  pageDown: '\x1b[6~',
  home: '\x1b[H',
  end: '\x1b[F',
  'shift+left': '\x1b[1;2D',
  'shift+right': '\x1b[1;2C',
  'ctrl+l': '\x0c',
  'ctrl+z': '\x1a',
};

/** What a terminal sends for a key. */
export function sequenceOf(key: string): string {
  return sequences[key] ?? key;
}

/** Every key that does something in a run of the demo, without those of `without`. */
export function knownKeys(without: readonly string[] = []): readonly string[] {
  const keys = [...bindingsFor(loadScenario('meme-generator')), ...replayKeys].flatMap((binding) => binding.keys);
  return [...new Set(keys)].filter((key) => !without.includes(key));
}

/** Keys typed, held and pasted, the mouse everywhere and a little beyond, its reports whole and in pieces, and sizes down to nothing. */
export function steps(keys: readonly string[], most: number): fc.Arbitrary<readonly Step[]> {
  const key = fc.constantFrom(...keys).map(sequenceOf);
  const typed = fc.array(key, { minLength: 1, maxLength: 4 }).map((all) => all.join(''));
  const place = fc.tuple(fc.nat(210), fc.nat(65));
  const mouse = fc.oneof(
    place.map(([column, row]) => click(column, row)),
    place.map(([column, row]) => click(column, row) + click(column, row)),
    place.map(([column, row]) => wheel(row % 2 === 0 ? 'up' : 'down', column, row)),
    place.map(([column, row]) => `\x1b[<35;${column + 1};${row + 1}M`),
  );
  const size = fc.constantFrom([80, 24], [120, 40], [97, 33], [200, 60], [60, 20], [1, 1], [300, 10]);
  const step = fc.oneof(
    { weight: 5, arbitrary: typed.map((text): Step => ({ kind: 'input', text })) },
    { weight: 3, arbitrary: mouse.map((text): Step => ({ kind: 'input', text })) },
    { weight: 1, arbitrary: fc.tuple(mouse, fc.nat(8)).map(([text, at]): Step => ({ kind: 'cut', text, at: at + 1 })) },
    { weight: 1, arbitrary: fc.tuple(typed, mouse, typed).map((all): Step => ({ kind: 'input', text: all.join('') })) },
    { weight: 1, arbitrary: size.map(([columns = 80, rows = 24]): Step => ({ kind: 'resize', columns, rows })) },
  );
  return fc.array(step, { minLength: 1, maxLength: most });
}
