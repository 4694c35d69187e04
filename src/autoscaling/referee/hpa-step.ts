import { type CompleteSpec, withDefaults } from '../hpa/defaults.ts';
import { limitByBehavior } from '../hpa/normalize-behavior.ts';
import { clampLegacy } from '../hpa/normalize-legacy.ts';
import type { ScaleEvents } from '../hpa/rates.ts';
import type { HorizontalPodAutoscaler } from '../objects.ts';
import { type EpochMs, epochMs, plusMs } from '../units.ts';
import type { RefereeFacts, ReplicaStep, ScalableWorkload } from './facts.ts';
import { downHold, type Hold, upHold } from './hold.ts';
import type { PlannedStep } from './planned-step.ts';
import { callHpa, countOf, pathOf, scaledObjectOf } from './subjects.ts';
import { syncMs } from './sync.ts';
import { wishOf } from './wish.ts';

/** What an HPA would write next on its own, after window, policies and bounds. */
export function hpaStep(facts: RefereeFacts, hpa: HorizontalPodAutoscaler, workload: ScalableWorkload): PlannedStep {
  const count = countOf(workload);
  const owner = scaledObjectOf(hpa) === undefined ? callHpa(hpa) : "KEDA's HPA";
  const path = pathOf(facts, workload.metadata.name);
  const sync = nextSync(facts, hpa, path);
  const at = sync === undefined ? {} : { at: sync };
  const spec = withDefaults(hpa);
  const outside = boundOutside(spec, count);
  if (outside) return { owner, ...outside, ...at, evidence: 'observed' };
  const failing = failureOf(hpa);
  if (failing !== undefined) return { owner, to: count, because: failing, evidence: 'observed' };
  const wish = wishOf(facts, hpa, count);
  if (wish.replicas === null) {
    return { owner, to: count, because: 'next sync: what it wants is not known yet', evidence: 'unknown', ...at };
  }
  if (wish.replicas === count)
    return { owner, to: count, because: restingAt(spec, count), evidence: wish.evidence, ...at };
  return { owner, ...moving(facts, { hpa, spec, path, count, wanted: wish.replicas, sync, evidence: wish.evidence }) };
}

interface Move {
  readonly hpa: HorizontalPodAutoscaler;
  readonly spec: CompleteSpec;
  readonly path: readonly ReplicaStep[];
  readonly count: number;
  readonly wanted: number;
  readonly sync: EpochMs | undefined;
  readonly evidence: PlannedStep['evidence'];
}

function moving(facts: RefereeFacts, asked: Move): Omit<PlannedStep, 'owner'> {
  const { hpa, spec, path, count, wanted } = asked;
  const rules = wanted > count ? spec.behavior?.scaleUp : spec.behavior?.scaleDown;
  if (rules?.selectPolicy === 'Disabled') {
    const field = wanted > count ? 'scaleUp' : 'scaleDown';
    return { to: count, because: `behavior.${field}.selectPolicy Disabled, wants ${wanted}`, evidence: 'observed' };
  }
  const hold = wanted > count ? upHold(facts, hpa) : downHold(facts, hpa, path);
  if (hold && (hold.until === undefined || hold.until > facts.now)) {
    if (!isOnTheWay(hold.allows, asked)) return held(asked, hold, facts.now);
    // The window holds at a recommendation that somebody else has moved the count away from: up to there nothing is held.
    return free({ ...asked, wanted: hold.allows }, facts.now);
  }
  return free(asked, facts.now);
}

function isOnTheWay(allows: number | undefined, { count, wanted }: Move): allows is number {
  return (
    allows !== undefined && (wanted < count ? allows < count && allows >= wanted : allows > count && allows <= wanted)
  );
}

/** The step once the window lets go. What it still remembers then is the controller's alone: the count is an estimate even where the hold is told. */
function held(move: Move, { until, because, evidence }: Hold, now: EpochMs): Omit<PlannedStep, 'owner'> {
  const from = epochMs(Math.max(until ?? now, move.sync ?? now));
  return {
    to: limit(move, from).to,
    because,
    evidence: evidence === 'observed' ? 'estimated' : evidence,
    ...(until !== undefined && { at: from }),
  };
}

function free(move: Move, now: EpochMs): Omit<PlannedStep, 'owner'> {
  const { to, because = 'next sync', until } = limit(move, move.sync ?? now);
  const at = until ?? move.sync;
  return {
    to,
    because,
    evidence: move.sync === undefined ? 'estimated' : move.evidence,
    ...(at !== undefined && { at }),
  };
}

/** The count policies and bounds allow at a moment, and the rule where one of them decides. */
function limit(
  { hpa, spec, path, count, wanted }: Move,
  at: EpochMs,
): { readonly to: number; readonly because?: string; readonly until?: EpochMs } {
  if (spec.behavior === undefined) {
    const { replicas, reason } = clampLegacy(count, wanted, spec);
    return {
      to: replicas,
      ...(reason === 'ScaleUpLimit' ? { because: `next sync: at most ${replicas} per pass` } : {}),
    };
  }
  const limits = { ...spec, behavior: spec.behavior, current: count };
  const now = limitByBehavior(wanted, { ...limits, events: eventsOf(path, hpa, at) }, at);
  const policy = now.rate?.policy;
  if (policy === undefined || (now.reason !== 'ScaleUpLimit' && now.reason !== 'ScaleDownLimit')) {
    return { to: now.replicas };
  }
  const unit = policy.type === 'Percent' ? ' %' : policy.value === 1 ? ' pod' : ' pods';
  const because = `policy ${policy.value}${unit} per ${policy.periodSeconds} s`;
  if (now.replicas !== count || now.rate?.until === undefined) return { to: now.replicas, because };
  // The period is used up: the next step comes when the oldest change in it no longer counts.
  const { until } = now.rate;
  const later = limitByBehavior(wanted, { ...limits, events: eventsOf(path, hpa, until) }, until);
  return { to: later.replicas, because, until };
}

/** What the HPA itself did of late, as its controller remembers it. A change whose HPA is not known may be its own. */
function eventsOf(path: readonly ReplicaStep[], { metadata }: HorizontalPodAutoscaler, now: EpochMs): ScaleEvents {
  const changes = path.slice(1).flatMap(({ at, replicas, by, autoscaler }, index) => {
    const change = replicas - (path[index]?.replicas ?? replicas);
    return by === 'hpa' && at <= now && (autoscaler ?? metadata.name) === metadata.name ? [{ at, change }] : [];
  });
  const up = changes.filter(({ change }) => change > 0);
  const down = changes.filter(({ change }) => change < 0).map(({ at, change }) => ({ at, change: -change }));
  return { up, down };
}

function boundOutside(
  { minReplicas, maxReplicas }: CompleteSpec,
  count: number,
): Pick<PlannedStep, 'to' | 'because'> | undefined {
  if (count < minReplicas) return { to: minReplicas, because: `minReplicas ${minReplicas} at the next sync` };
  if (count > maxReplicas) return { to: maxReplicas, because: `maxReplicas ${maxReplicas} at the next sync` };
  return undefined;
}

function restingAt({ minReplicas, maxReplicas }: CompleteSpec, count: number): string {
  if (count === maxReplicas) return `next sync: maxReplicas ${maxReplicas} reached`;
  return count === minReplicas ? `next sync: minReplicas ${minReplicas} reached` : `next sync: metrics want ${count}`;
}

/** Why it computes nothing; undefined while it does. */
function failureOf({ status }: HorizontalPodAutoscaler): string | undefined {
  const active = status?.conditions?.find(({ type }) => type === 'ScalingActive');
  return active?.status === 'False' ? `ScalingActive=False ${active.reason ?? ''}`.trim() : undefined;
}

/** The next pass: whole periods after the last one known of. */
function nextSync(
  { now, explanations }: RefereeFacts,
  { metadata }: HorizontalPodAutoscaler,
  path: readonly ReplicaStep[],
): EpochMs | undefined {
  const last =
    explanations?.get(metadata.name)?.at ?? path.findLast(({ autoscaler }) => autoscaler === metadata.name)?.at;
  if (last === undefined || last === null) return undefined;
  const passed = Math.max(0, Math.ceil((now - last) / syncMs));
  return plusMs(last, Math.max(1, passed) * syncMs);
}
