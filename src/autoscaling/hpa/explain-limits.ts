import { type EpochMs, formatTime, plusMs } from '../units.ts';
import type { DecisionStep } from './contract.ts';
import type { CompleteSpec } from './defaults.ts';
import type { LimitedCount } from './normalize-behavior.ts';
import { legacyRate } from './normalize-legacy.ts';
import type { Stabilized } from './recommendations.ts';
import type { LimitReason } from './texts.ts';

type Bounds = Pick<CompleteSpec, 'minReplicas' | 'maxReplicas'>;

/** Why stabilization moved the proposal, or why it did not. */
export function stabilizationStep(desired: number, { replicas, holding, until }: Stabilized): DecisionStep {
  const step = { step: 'stabilization', from: desired, to: replicas } as const;
  if (holding === undefined || until === undefined) {
    return { ...step, because: 'no recommendation within the window says otherwise' };
  }
  const because = `${holding.replicas} was recommended at ${formatTime(holding.at)} and holds until ${formatTime(until)}`;
  return { ...step, because, until };
}

/** The scale-up limit of an HPA without `behavior`, then its bounds. */
export function legacySteps(
  current: number,
  stabilized: number,
  limit: number,
  clamped: { readonly replicas: number; readonly reason: LimitReason },
  bounds: Bounds,
): readonly DecisionStep[] {
  const { replicas, reason } = clamped;
  const afterPolicy = reason === 'ScaleUpLimit' ? replicas : stabilized;
  const because =
    stabilized > current
      ? `without behavior one pass goes up to ${limit} at most (${legacyRate.factor} times ${current}, but at least ${legacyRate.minimum})`
      : 'without behavior scaling down has no rate limit';
  return [{ step: 'policy', from: stabilized, to: afterPolicy, because }, boundsStep(afterPolicy, replicas, bounds)];
}

/** The scaling policies of an HPA with `behavior`, then its bounds. */
export function behaviorSteps(
  current: number,
  stabilized: number,
  limited: LimitedCount,
  bounds: Bounds,
  now: EpochMs,
): readonly DecisionStep[] {
  const { replicas, reason } = limited;
  const byPolicy = reason === 'ScaleUpLimit' || reason === 'ScaleDownLimit';
  const afterPolicy = byPolicy ? replicas : stabilized;
  const policy = {
    step: 'policy',
    from: stabilized,
    to: afterPolicy,
    because: policyReason(current, stabilized, limited),
  } as const;
  const until = byPolicy ? policyUntil(limited, replicas !== current, now) : undefined;
  return [until === undefined ? policy : { ...policy, until }, boundsStep(afterPolicy, replicas, bounds)];
}

/** The last word of minReplicas and maxReplicas. */
export function boundsStep(from: number, to: number, { minReplicas, maxReplicas }: Bounds): DecisionStep {
  const because =
    to < from
      ? `maxReplicas is ${maxReplicas}`
      : to > from
        ? `minReplicas is ${minReplicas}`
        : `${to} lies within minReplicas ${minReplicas} and maxReplicas ${maxReplicas}`;
  return { step: 'bounds', from, to, because };
}

function policyReason(current: number, stabilized: number, { rate }: LimitedCount): string {
  if (rate === undefined) return `the count stays at ${current}`;
  const up = stabilized > current;
  if (rate.policy === undefined) return `scaling ${up ? 'up' : 'down'} is disabled by selectPolicy`;
  const { type, value, periodSeconds } = rate.policy;
  const policy = type === 'Pods' ? `${value} pods` : `${value}%`;
  const end = up ? 'up to' : 'down to';
  return `the policy of ${policy} per ${periodSeconds} s, from ${rate.periodStart} at the start of the period, allows ${end} ${rate.replicas}`;
}

/** A change made now fills the period itself; without one, the policy opens when its oldest event leaves. */
function policyUntil({ rate }: LimitedCount, changes: boolean, now: EpochMs): EpochMs | undefined {
  if (rate?.policy === undefined) return undefined;
  return rate.until ?? (changes ? plusMs(now, rate.policy.periodSeconds * 1000) : undefined);
}
