import type { Evidence } from '../decision/explanation.ts';
import { withDefaults } from '../hpa/defaults.ts';
import { isWithin, toleranceOf } from '../hpa/tolerance.ts';
import type { HorizontalPodAutoscaler } from '../objects.ts';
import { parseMilli } from '../quantity/milli.ts';
import { QuantityError } from '../quantity/quantity.ts';
import type { RefereeFacts } from './facts.ts';
import { type MetricPair, metricPairs } from './metric-pairs.ts';
import { defaultTolerance } from './sync.ts';

/** The count an HPA would set if no window, policy or other autoscaler stood in its way. */
export interface Wish {
  /** Within minReplicas and maxReplicas; null where nothing tells. */
  readonly replicas: number | null;
  readonly evidence: Evidence;
}

/** What an HPA wants: from its decision where that was observed, else from its conditions, else estimated from values and targets. */
export function wishOf(facts: RefereeFacts, hpa: HorizontalPodAutoscaler, current: number): Wish {
  const { minReplicas, maxReplicas } = withDefaults(hpa);
  const within = (replicas: number) => Math.min(Math.max(replicas, minReplicas), maxReplicas);
  // Outside its bounds the controller goes to the nearer one and does not look at a metric.
  if (current > 0 && within(current) !== current) return { replicas: within(current), evidence: 'estimated' };
  const told = facts.explanations?.get(hpa.metadata.name);
  const explained = told?.wants ?? null;
  const isObserved = told?.metrics.every(({ evidence }) => evidence === 'observed') ?? false;
  if (explained !== null && isObserved) return { replicas: within(explained), evidence: 'observed' };
  const shown = shownWish(hpa);
  if (shown !== undefined) return { replicas: within(shown), evidence: 'observed' };
  if (explained !== null) return { replicas: within(explained), evidence: 'estimated' };
  const estimate = estimatedWish(hpa);
  return estimate === null
    ? { replicas: null, evidence: 'unknown' }
    : { replicas: within(estimate), evidence: 'estimated' };
}

/**
 * What the conditions of the last pass give away: where neither a window (AbleToScale) nor a policy (ScalingLimited) changed the proposal,
 * desiredReplicas is the proposal, or the bound it lies beyond. More exact than the values, which leave out pods without metrics.
 */
function shownWish({ status }: HorizontalPodAutoscaler): number | undefined {
  const reasonOf = (type: string) => status?.conditions?.find((condition) => condition.type === type)?.reason;
  const isFree = reasonOf('AbleToScale') === 'ReadyForNewScale';
  const isExact = ['DesiredWithinRange', 'TooManyReplicas', 'TooFewReplicas'].includes(
    reasonOf('ScalingLimited') ?? '',
  );
  const isActive = reasonOf('ScalingActive') === 'ValidMetricFound';
  return isFree && isExact && isActive ? status?.desiredReplicas : undefined;
}

/** The largest proposal of the metrics that have a value; one that failed lets the count rise, and not fall. */
function estimatedWish(hpa: HorizontalPodAutoscaler): number | null {
  const replicas = hpa.status?.currentReplicas;
  if (replicas === undefined || replicas === 0) return null;
  const proposals = metricPairs(withDefaults(hpa).metrics, hpa.status?.currentMetrics).map((pair) =>
    proposalOf(hpa, pair, replicas),
  );
  const known = proposals.filter((proposal) => proposal !== null);
  if (known.length === 0) return null;
  const wants = Math.max(...known);
  return known.length < proposals.length ? Math.max(wants, replicas) : wants;
}

/** What one metric alone proposes, from the value its status shows: average or utilization over target, times the pods there were. */
export function proposalOf(hpa: HorizontalPodAutoscaler, pair: MetricPair, replicas: number): number | null {
  const ratio = ratioOf(pair);
  if (ratio === null) return null;
  const options = { tolerance: defaultTolerance, configurableTolerance: true };
  return isWithin(toleranceOf(hpa.spec.behavior, options), ratio) ? replicas : Math.ceil(ratio * replicas - 1e-9);
}

/** Value over target; null where one of them is missing or cannot be read. */
export function ratioOf({ target, current }: MetricPair): number | null {
  if (current === null) return null;
  if (target.averageUtilization !== undefined) {
    return current.averageUtilization === undefined ? null : current.averageUtilization / target.averageUtilization;
  }
  const [is, wanted] =
    target.averageValue === undefined ? [current.value, target.value] : [current.averageValue, target.averageValue];
  return is === undefined || wanted === undefined ? null : quotient(is, wanted);
}

function quotient(is: string, wanted: string): number | null {
  try {
    const target = Number(parseMilli(wanted));
    return target === 0 ? null : Number(parseMilli(is)) / target;
  } catch (error) {
    if (error instanceof QuantityError) return null;
    throw error;
  }
}
