import { suggest } from './nearest.ts';
import type { Problem } from './problem.ts';
import type { ScenarioSections } from './schema/scenario-file.ts';
import { type Path, problemAt, type YamlSource } from './yaml-source.ts';

/**
 * Names that point at other parts of the file, and ids that are there twice. A section that has problems of its own is taken for
 * one that would hold whatever is asked of it.
 *
 * @param layouts names of the layouts a cue may switch to
 */
export function referenceProblems(
  source: YamlSource,
  sections: ScenarioSections,
  layouts: readonly string[],
): readonly Problem[] {
  const problems: Problem[] = [];
  const refer = (path: Path, name: string, noun: string, known: readonly string[] | undefined) => {
    if (known === undefined || known.includes(name)) return;
    problems.push(problemAt(source, path, `there is no ${noun} "${name}"`, suggest(name, known, `${noun}s`)));
  };
  const modes = sections.modes?.map(({ id }) => id);
  const loads = sections.loads?.map(({ id }) => id);
  if (sections.baseline !== undefined) refer(['baseline'], sections.baseline, 'mode', modes);
  for (const [index, act] of (sections.acts ?? []).entries()) {
    refer(['acts', index, 'mode'], act.mode, 'mode', modes);
    for (const [cueIndex, cue] of act.cues.entries()) {
      const path = ['acts', index, 'cues', cueIndex, 'do'];
      const action = cue.do;
      if (!action) continue;
      if ('mode' in action) refer([...path, 'mode'], action.mode, 'mode', modes);
      else if ('load' in action) refer([...path, 'load'], action.load, 'load', loads);
      else if ('layout' in action) refer([...path, 'layout'], action.layout, 'layout', layouts);
    }
  }
  return [...problems, ...duplicateIds(source, sections)];
}

function duplicateIds(source: YamlSource, sections: ScenarioSections): readonly Problem[] {
  const { queue, metrics = [], throttling } = sections.signals ?? {};
  const series: Named[] = [
    ...(queue ? [{ id: queue.id, path: ['signals', 'queue', 'id'] }] : []),
    ...metrics.map(({ id }, index) => ({ id, path: ['signals', 'metrics', index, 'id'] })),
    ...(throttling ? [{ id: throttling.id, path: ['signals', 'throttling', 'id'] }] : []),
  ];
  const entries = (section: 'modes' | 'loads' | 'acts') =>
    (sections[section] ?? []).map(({ id }, index): Named => ({ id, path: [section, index, 'id'] }));
  return [
    ...twice(source, 'mode', entries('modes')),
    ...twice(source, 'load', entries('loads')),
    ...twice(source, 'act', entries('acts')),
    ...twice(source, 'signal', series),
  ];
}

interface Named {
  readonly id: string;
  readonly path: Path;
}

function twice(source: YamlSource, noun: string, all: readonly Named[]): readonly Problem[] {
  return all.flatMap(({ id, path }, index) => {
    const first = all.slice(0, index).find((earlier) => earlier.id === id);
    if (!first) return [];
    const message = `the id "${id}" is already that of the ${noun} in line ${source.at(first.path).line}`;
    return [problemAt(source, path, message, 'give one of them another id')];
  });
}
