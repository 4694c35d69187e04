import type { Problem } from './problem.ts';
import type { ScenarioSections } from './schema/scenario-file.ts';
import { problemAt, type YamlSource } from './yaml-source.ts';

/** Acts follow one another: each begins no earlier than the one before it ends. */
export function actOrderProblems(source: YamlSource, sections: ScenarioSections): readonly Problem[] {
  const acts = sections.acts ?? [];
  return acts.flatMap((act, index) => {
    const before = acts[index - 1];
    if (!before || act.fromSeconds >= before.toSeconds) return [];
    const out = act.fromSeconds < before.fromSeconds;
    const message = out
      ? `act "${act.id}" begins before act "${before.id}", which stands above it`
      : `act "${act.id}" begins while act "${before.id}" is still on`;
    const end = printTime(before.toSeconds);
    const tryThis = out ? 'put the acts in the order of the talk' : `let it begin at ${end} or later`;
    return [problemAt(source, ['acts', index, 'from'], message, tryThis)];
  });
}

function printTime(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
