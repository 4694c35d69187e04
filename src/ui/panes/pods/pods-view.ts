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
  readonly stages: readonly StageCount[];
  readonly count: number;
  /** Stage of each pod, oldest first. */
  readonly lives: readonly PodStage[];
  /** Some of the pods as `kubectl get pods` lists them, oldest first: of thousands, only those on screen are put into words. */
  rows(first: number, count: number): readonly PodRow[];
}

export interface StageCount {
  readonly stage: PodStage;
  readonly count: number;
}

/** How much of a pod's name is shown: all, what follows a beginning they share, or what follows the last dash. */
export type NameForm = 'whole' | 'ending' | { readonly without: string };

/** The pods of a workload as counts and as rows. */
export function podsView(pods: readonly Pod[], now: EpochMs, form: NameForm): PodsView {
  const lives = pods.map(knownStage);
  const counts = new Map<PodStage, number>();
  for (const stage of lives) counts.set(stage, (counts.get(stage) ?? 0) + 1);
  return {
    stages: podStages.map((stage) => ({ stage, count: counts.get(stage) ?? 0 })).filter(({ count }) => count > 0),
    count: pods.length,
    lives,
    rows: (first, count) => pods.slice(first, first + count).map((pod) => rowOf(pod, now, form)),
  };
}

const stages = new WeakMap<Pod, PodStage>();

/** Objects never change, so that a pod which did not change since the last frame is not looked at again. */
function knownStage(pod: Pod): PodStage {
  const known = stages.get(pod);
  if (known !== undefined) return known;
  const stage = podStage(pod);
  stages.set(pod, stage);
  return stage;
}

function rowOf(pod: Pod, now: EpochMs, form: NameForm): PodRow {
  const { name, creationTimestamp } = pod.metadata;
  const born = parseTime(creationTimestamp);
  const { ready, restarts } = podCounts(pod);
  return {
    stage: knownStage(pod),
    name: shownName(name, form),
    ready,
    status: podStatusText(pod),
    restarts: String(restarts),
    age: born === undefined ? '<unknown>' : humanDuration(now - born),
  };
}

function shownName(name: string, form: NameForm): string {
  if (form === 'whole') return name;
  if (form === 'ending') return name.slice(name.lastIndexOf('-') + 1);
  return name.startsWith(form.without) ? name.slice(form.without.length) : name;
}
