import { legacyRate, legacyScaleUpLimit } from '../hpa/normalize-legacy.ts';
import { type ScaleEvents, scaleDownLimit, scaleUpLimit } from '../hpa/rates.ts';
import type { HPAScalingPolicy } from '../objects.ts';
import { type EpochMs, plusMs } from '../units.ts';
import type { ExplanationLine } from './explanation.ts';
import { figure } from './numbers.ts';
import type { ObservedPass } from './observed-pass.ts';

/** What ScalingLimited tells of policies and bounds. For passes that got that far. */
export function limitLines(observed: ObservedPass): readonly ExplanationLine[] {
  const { limited, spec, desired } = observed;
  switch (limited?.reason) {
    case 'ScaleUpLimit':
      return rateLines(observed, 'up');
    case 'ScaleDownLimit':
      return rateLines(observed, 'down');
    case 'TooManyReplicas':
      return [boundLine('maxReplicas', spec.maxReplicas, desired)];
    case 'TooFewReplicas':
      return [boundLine('minReplicas', spec.minReplicas, desired)];
    case 'DesiredWithinRange': {
      const { minReplicas, maxReplicas } = spec;
      // The bounds may have been changed since.
      const fits = desired !== null && desired >= minReplicas && desired <= maxReplicas;
      const bounds = fits ? `the bounds of ${minReplicas} to ${maxReplicas}` : 'the bounds of then';
      const text = `neither policies nor ${bounds} changed the count`;
      return [{ step: 'bounds', text, evidence: 'observed' }];
    }
    default:
      return [{ step: 'bounds', text: 'ScalingLimited does not tell of policies and bounds', evidence: 'unknown' }];
  }
}

function boundLine(bound: 'minReplicas' | 'maxReplicas', now: number, desired: number | null): ExplanationLine {
  const then = desired ?? now;
  const text =
    then === now ? `${bound} is ${figure(now)}` : `${bound} was ${figure(then)} then and is ${figure(now)} now`;
  return { step: 'bounds', text, evidence: 'observed' };
}

type Direction = 'up' | 'down';

function rateLines(observed: ObservedPass, direction: Direction): readonly ExplanationLine[] {
  const { spec, current, desired } = observed;
  const rules = direction === 'up' ? spec.behavior?.scaleUp : spec.behavior?.scaleDown;
  const reached = figure(desired ?? 0);
  if (rules === undefined) {
    const limit = legacyScaleUpLimit(current ?? 0);
    const rule = `${legacyRate.factor} times ${figure(current ?? 0)}, but at least ${legacyRate.minimum}`;
    const text = `without behavior one pass goes up to ${figure(limit)} at most (${rule}); the next one may go on`;
    return [{ step: 'policy', text, evidence: 'observed' }];
  }
  if (rules.selectPolicy === 'Disabled') {
    return [{ step: 'policy', text: `scaling ${direction} is disabled by selectPolicy`, evidence: 'observed' }];
  }
  const fact = `the rate of scaling ${direction} is limited to ${reached} for now`;
  return [{ step: 'policy', text: fact, evidence: 'observed' }, policyLine(observed, direction)];
}

/** Which policy that is, and when it opens: told by the rescales that were seen, or by there being one policy only. */
function policyLine(observed: ObservedPass, direction: Direction): ExplanationLine {
  const { spec, rescaled, lastScaleTime, now } = observed;
  const rules = direction === 'up' ? spec.behavior?.scaleUp : spec.behavior?.scaleDown;
  const { policy, opens } = fittingPolicy(observed, direction) ?? {
    policy: onlyOne(rules?.policies ?? []),
    opens: undefined,
  };
  if (policy === undefined) {
    const text = 'which policy that is, and when it allows more, only the controller knows';
    return { step: 'policy', text, evidence: 'unknown' };
  }
  // A change made by this pass fills the period itself.
  const filled =
    rescaled && lastScaleTime !== undefined ? plusMs(lastScaleTime, policy.periodSeconds * 1000) : undefined;
  const until = opens ?? filled;
  const size = policy.type === 'Pods' ? `${policy.value} pods` : `${policy.value}%`;
  const line = {
    step: 'policy',
    text: `by the policy of ${size} per ${policy.periodSeconds} s${opens === undefined && until !== undefined ? ', whose period is full with this change' : ''}`,
    evidence: 'estimated',
  } as const;
  return until !== undefined && until > now ? { ...line, until } : line;
}

/** The policy that gives exactly this count, with the rescales seen before the pass. */
function fittingPolicy(
  { spec, current, desired, seen, rescaled, lastScaleTime, now }: ObservedPass,
  direction: Direction,
): { readonly policy: HPAScalingPolicy; readonly opens: EpochMs | undefined } | undefined {
  const { behavior } = spec;
  if (behavior === undefined || current === null) return undefined;
  const at = rescaled ? (lastScaleTime ?? now) : now;
  const before = seen.rescales.filter((rescale) => (rescaled ? rescale.at < at - SAME_PASS_MS : rescale.at <= at));
  const events: ScaleEvents = {
    up: before.flatMap(({ at: when, from, to }) => (to > from ? [{ at: when, change: to - from }] : [])),
    down: before.flatMap(({ at: when, from, to }) => (to < from ? [{ at: when, change: from - to }] : [])),
  };
  const rate =
    direction === 'up'
      ? scaleUpLimit(current, behavior.scaleUp, events, at)
      : scaleDownLimit(current, behavior.scaleDown, events, at);
  const allowed = direction === 'up' ? Math.max(rate.replicas, current) : Math.min(rate.replicas, current);
  return rate.policy !== undefined && allowed === desired ? { policy: rate.policy, opens: rate.until } : undefined;
}

/** A rescale is seen a moment after lastScaleTime, which has whole seconds. */
const SAME_PASS_MS = 3000;

function onlyOne(policies: readonly HPAScalingPolicy[]): HPAScalingPolicy | undefined {
  return policies.length === 1 ? policies[0] : undefined;
}
