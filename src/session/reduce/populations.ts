import type { PathPoint } from '../../autoscaling/figures/step-path.ts';
import { nodePricePerHourUsd } from '../../autoscaling/node-price.ts';
import type { Pod } from '../../autoscaling/objects.ts';
import type { EpochMs } from '../../autoscaling/units.ts';
import type { SessionState } from '../state.ts';
import { workloadOf } from '../workload-of.ts';
import { bounds, churnSpanMs } from './bounds.ts';
import type { Draft } from './draft.ts';
import { momentOf, startSeen } from './pod-starts.ts';

/** Notes a pod's birth or death and how many exist. Pods of loads and of other workloads are none of the run's business. */
export function podChanged(draft: Draft, before: Pod | undefined, after: Pod | undefined, at: EpochMs): void {
  const pod = after ?? before;
  if (!pod || !isCounted(draft.state, pod)) return;
  const { state } = draft;
  if (after) startSeen(draft, after, at);
  if (before === undefined && after && !isEnding(after)) pushBirth(draft, after, at);
  if (before && !isEnding(before) && (after === undefined || isEnding(after))) {
    const deaths = draft.push(recent(state.churn.deaths, at), at, bounds.churn);
    state.churn = { ...state.churn, terminated: state.churn.terminated + 1, deaths };
  }
  const change = Number(exists(after)) - Number(exists(before));
  if (change === 0) return;
  const count = (state.populations.pods.at(-1)?.count ?? 0) + change;
  state.populations = { ...state.populations, pods: withPoint(draft, state.populations.pods, { at, count }) };
}

/** Notes how many nodes there are and what they cost; called when one came or changed or went. */
export function nodeCounted(draft: Draft, at: EpochMs): void {
  const { state } = draft;
  let count = 0;
  let usdPerHour: number | null = 0;
  for (const object of state.others.values()) {
    if (object.kind !== 'Node') continue;
    count += 1;
    const price = nodePricePerHourUsd(object);
    usdPerHour = usdPerHour === null || price === undefined ? null : usdPerHour + price;
  }
  const last = state.populations.nodes.at(-1);
  if (last?.count === count && last.usdPerHour === usdPerHour) return;
  const nodes = withPoint(draft, state.populations.nodes, { at, count, usdPerHour });
  state.populations = { ...state.populations, nodes };
}

function pushBirth(draft: Draft, pod: Pod, at: EpochMs): void {
  const { state } = draft;
  const born = momentOf(pod.metadata.creationTimestamp, at);
  if (born < state.openedAt) return;
  const births = draft.push(recent(state.churn.births, at), born, bounds.churn);
  state.churn = { ...state.churn, started: state.churn.started + 1, births };
}

function isCounted(state: SessionState, pod: Pod): boolean {
  const workload = workloadOf(pod);
  return workload !== undefined && (state.target.workload ?? workload) === workload;
}

/** On its way out, or done: from here on it does no more work. */
function isEnding(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp !== undefined || isOver(pod);
}

function exists(pod: Pod | undefined): boolean {
  return pod !== undefined && !isOver(pod);
}

function isOver(pod: Pod): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
}

function recent(moments: readonly EpochMs[], now: EpochMs): readonly EpochMs[] {
  const first = moments[0];
  return first !== undefined && first < now - churnSpanMs ? moments.filter((at) => at >= now - churnSpanMs) : moments;
}

/** One point per moment: what several changes of one moment come to. */
function withPoint<P extends PathPoint>(draft: Draft, path: readonly P[], point: P): readonly P[] {
  return path.at(-1)?.at === point.at
    ? draft.replace(path, path.length - 1, point)
    : draft.push(path, point, bounds.populationChanges);
}
