import type { Pod } from '../../../autoscaling/objects.ts';
import { type EpochMs, parseTime } from '../../../autoscaling/units.ts';
import { type PodStage, podCounts, podStage, podStages, podStatusText } from '../../facts/pod-stage.ts';
import { humanDuration } from '../../text/durations.ts';
import type { Tone } from '../../theme/tone.ts';

/** How a stage looks and is called. */
export const stageLooks: Readonly<Record<PodStage, { readonly sign: string; readonly tone: Tone | undefined }>> = {
  ready: { sign: '●', tone: 'good' },
  starting: { sign: '◐', tone: 'target' },
  pending: { sign: '○', tone: 'muted' },
  ending: { sign: '◌', tone: 'muted' },
  error: { sign: '✕', tone: 'failed' },
};

export interface PodRow {
  readonly stage: PodStage;
  readonly name: string;
  readonly ready: string;
  readonly status: string;
  readonly restarts: string;
  readonly age: string;
}

export interface PodsView {
  /** How many pods there are in each stage, those with none left out. */
  readonly stages: readonly { readonly stage: PodStage; readonly count: number }[];
  /** As `kubectl get pods` lists them, oldest first. */
  readonly rows: readonly PodRow[];
}

/** The pods of a workload as counts and as rows. `prefix` is cut off names, which all begin with their Deployment's. */
export function podsView(pods: readonly Pod[], now: EpochMs, prefix: string): PodsView {
  const rows = pods.map((pod) => rowOf(pod, now, prefix));
  return {
    stages: podStages
      .map((stage) => ({ stage, count: rows.filter((row) => row.stage === stage).length }))
      .filter(({ count }) => count > 0),
    rows,
  };
}

function rowOf(pod: Pod, now: EpochMs, prefix: string): PodRow {
  const { name, creationTimestamp } = pod.metadata;
  const born = parseTime(creationTimestamp);
  const { ready, restarts } = podCounts(pod);
  return {
    stage: podStage(pod),
    name: prefix !== '' && name.startsWith(prefix) ? name.slice(prefix.length) : name,
    ready,
    status: podStatusText(pod),
    restarts: String(restarts),
    age: born === undefined ? '<unknown>' : humanDuration(now - born),
  };
}
