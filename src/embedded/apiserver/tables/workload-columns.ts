import { humanDuration } from '../../../autoscaling/kubectl/human-duration.ts';
import { summarizePod } from '../../../autoscaling/kubectl/pod-summary.ts';
import type { HorizontalPodAutoscaler, LabelSelector, Pod, PodSpec } from '../../../autoscaling/objects.ts';
import { formatSelector } from '../../../autoscaling/selector.ts';
import { type EpochMs, parseTime } from '../../../autoscaling/units.ts';
import type { Deployment, Job, ReplicaSet } from '../../../cluster/objects.ts';
import { ageColumn, type Column, count, nameColumn, orNone, text, wide } from './column.ts';
import { hpaTargets } from './hpa-targets.ts';

interface Templated {
  readonly spec: { readonly selector?: LabelSelector; readonly template: { readonly spec: PodSpec } };
}

const templateColumns: readonly Column<Templated>[] = [
  wide('Containers', ({ spec }) => spec.template.spec.containers.map(({ name }) => name).join(',')),
  wide('Images', ({ spec }) => spec.template.spec.containers.map(({ image = '' }) => image).join(',')),
  wide('Selector', ({ spec }) => orNone(spec.selector && formatSelector(spec.selector))),
];

export const podColumns: readonly Column<Pod>[] = [
  nameColumn,
  text('Ready', (pod, now) => summarizePod(pod, now).ready),
  text('Status', (pod, now) => summarizePod(pod, now).status),
  text('Restarts', (pod, now) => summarizePod(pod, now).restarts),
  ageColumn,
  wide('IP', ({ status }) => orNone(status?.podIP)),
  wide('Node', ({ spec }) => orNone(spec.nodeName)),
  wide('Nominated Node', () => '<none>'),
  wide('Readiness Gates', () => '<none>'),
];

export const deploymentColumns: readonly Column<Deployment>[] = [
  nameColumn,
  text('Ready', ({ spec, status }) => `${status?.readyReplicas ?? 0}/${spec.replicas ?? 1}`),
  count('Up-to-date', ({ status }) => status?.updatedReplicas ?? 0),
  count('Available', ({ status }) => status?.availableReplicas ?? 0),
  ageColumn,
  ...templateColumns,
];

export const replicaSetColumns: readonly Column<ReplicaSet>[] = [
  nameColumn,
  count('Desired', ({ spec }) => spec.replicas ?? 1),
  count('Current', ({ status }) => status?.replicas ?? 0),
  count('Ready', ({ status }) => status?.readyReplicas ?? 0),
  ageColumn,
  ...templateColumns,
];

export const jobColumns: readonly Column<Job>[] = [
  nameColumn,
  text('Status', jobStatus),
  text('Completions', jobCompletions),
  text('Duration', jobDuration),
  ageColumn,
  ...templateColumns,
];

export const hpaColumns: readonly Column<HorizontalPodAutoscaler>[] = [
  nameColumn,
  text('Reference', ({ spec }) => `${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}`),
  text('Targets', hpaTargets),
  text('MinPods', ({ spec }) => (spec.minReplicas === undefined ? '<unset>' : String(spec.minReplicas))),
  count('MaxPods', ({ spec }) => spec.maxReplicas),
  count('Replicas', ({ status }) => status?.currentReplicas ?? 0),
  ageColumn,
];

function jobStatus({ status, metadata }: Job): string {
  const holds = (type: string): boolean =>
    status?.conditions?.some((condition) => condition.type === type && condition.status === 'True') ?? false;
  const reached = ['Complete', 'Failed'].find(holds);
  if (reached !== undefined) return reached;
  if (metadata.deletionTimestamp !== undefined) return 'Terminating';
  return ['Suspended', 'FailureTarget', 'SuccessCriteriaMet'].find(holds) ?? 'Running';
}

/** A Job without a number of completions is done with the first one, however many pods work at it. */
function jobCompletions({ spec: { completions, parallelism = 0 }, status }: Job): string {
  const succeeded = status?.succeeded ?? 0;
  if (completions !== undefined) return `${succeeded}/${completions}`;
  return parallelism > 1 ? `${succeeded}/1 of ${parallelism}` : `${succeeded}/1`;
}

function jobDuration({ status }: Job, now: EpochMs): string {
  const startedAt = parseTime(status?.startTime);
  return startedAt === undefined ? '' : humanDuration((parseTime(status?.completionTime) ?? now) - startedAt);
}
