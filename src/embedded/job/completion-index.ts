import type { Container, Pod } from '../../autoscaling/objects.ts';
import type { Job, PodTemplate } from '../../cluster/objects.ts';

/** Label and annotation of the pods of an Indexed Job. */
const completionIndex = 'batch.kubernetes.io/job-completion-index';
const environmentVariable = 'JOB_COMPLETION_INDEX';

export function isIndexed({ spec }: Job): boolean {
  return spec.completionMode === 'Indexed';
}

export function completionIndexOf({ metadata }: Pod): number | undefined {
  const index = metadata.annotations?.[completionIndex];
  return index === undefined ? undefined : Number(index);
}

/** The lowest indexes that have neither succeeded nor a pod at work. */
export function nextIndexes(job: Job, completed: ReadonlySet<number>, active: readonly Pod[], count: number): number[] {
  const taken = new Set([...completed, ...active.map(completionIndexOf)]);
  const indexes = Array.from({ length: job.spec.completions ?? 0 }, (_, index) => index);
  return indexes.filter((index) => !taken.has(index)).slice(0, count);
}

/** The template of one index: its pods know which one they are, by label, annotation, host name and environment. */
export function indexedTemplate(jobName: string, { metadata, spec }: PodTemplate, index: number): PodTemplate {
  const mark = { [completionIndex]: String(index) };
  const fieldPath = `metadata.labels['${completionIndex}']`;
  const withIndex = (container: Container): Container => ({
    ...container,
    env: [
      ...(container.env ?? []).filter(({ name }) => name !== environmentVariable),
      { name: environmentVariable, valueFrom: { fieldRef: { fieldPath } } },
    ],
  });
  return {
    metadata: {
      ...metadata,
      labels: { ...metadata?.labels, ...mark },
      annotations: { ...metadata?.annotations, ...mark },
    },
    spec: {
      ...spec,
      hostname: `${jobName}-${index}`,
      containers: spec.containers.map(withIndex),
      ...(spec.initContainers && { initContainers: spec.initContainers.map(withIndex) }),
    },
  };
}

/** Indexes as a Job's status writes them: `0-2,5`. */
export function formatIndexes(indexes: ReadonlySet<number>): string {
  const runs: [first: number, last: number][] = [];
  for (const index of [...indexes].toSorted((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] === index - 1) run[1] = index;
    else runs.push([index, index]);
  }
  return runs
    .map(([first, last]) =>
      last === first ? `${first}` : last === first + 1 ? `${first},${last}` : `${first}-${last}`,
    )
    .join(',');
}
