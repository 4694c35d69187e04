import { suggest } from '../../scenario/nearest.ts';
import type { Problem } from '../../scenario/problem.ts';
import { problemAt, type YamlSource } from '../../scenario/yaml-source.ts';
import { builtInBindings } from '../../ui/built-in-bindings.ts';
import { type KeyChoices, keyCollisions, keyNamed, rebound } from '../../ui/input/rebind.ts';
import type { Binding } from '../../ui/keymap.ts';
import { replayKeys } from '../../ui/replay-keys.ts';

/** What is wrong with the keys of a config file, as it writes them: no such name, no such key, or a key that is taken. */
export function keyChoiceProblems(source: YamlSource, written: Readonly<Record<string, string>>): readonly Problem[] {
  const names = builtInBindings.flatMap(({ name }) => name ?? []);
  const chosen: Record<string, string> = {};
  const problems = Object.entries(written).flatMap(([name, key]): Problem[] => {
    if (!names.includes(name)) {
      const place = { file: source.file, ...source.keyAt(['keys', name]) };
      return [{ ...place, message: `nothing is called "${name}"`, tryThis: suggest(name, names, 'names') }];
    }
    const known = keyNamed(key);
    if (known === undefined) {
      const tryThis = 'give it one character, or a key like Space, Tab, PageUp, Ctrl+N';
      return [problemAt(source, ['keys', name], `"${key}" is not a key that "${name}" can have`, tryThis)];
    }
    chosen[name] = known;
    return [];
  });
  return [...problems, ...collisionProblems(source, chosen)];
}

function collisionProblems(source: YamlSource, chosen: KeyChoices): readonly Problem[] {
  const own = rebound(builtInBindings, chosen);
  const isChosen = ({ name }: Binding) => name !== undefined && Object.hasOwn(chosen, name);
  const ownCollisions = keyCollisions(own).map(({ key, first, second }) => {
    const [binding, other] = isChosen(second) ? [second, first] : [first, second];
    return { key, binding, other: `that of "${other.name}"` };
  });
  // A replay has keys in the place of some of ours; only a key that was moved there is a mistake.
  const inReplay = own.filter(isChosen).flatMap((binding) => {
    const taken = replayKeys.find(({ keys }) => keys.some((key) => binding.keys.includes(key)));
    const [key] = binding.keys;
    return taken && key !== undefined ? [{ key, binding, other: `a replay's for "${taken.help}"` }] : [];
  });
  return [...ownCollisions, ...inReplay].map(({ key, binding, other }) =>
    problemAt(
      source,
      ['keys', binding.name ?? ''],
      `key "${key}" of "${binding.name}" is also ${other}`,
      'give one of them another key',
    ),
  );
}
