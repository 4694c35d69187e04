import { type CompleteSpec, withDefaults } from '../hpa/defaults.ts';
import { type Tolerance, toleranceOf } from '../hpa/tolerance.ts';
import type { Condition, HorizontalPodAutoscaler } from '../objects.ts';
import { type EpochMs, parseTime } from '../units.ts';
import { conditionOf, type LastPass, lastPassOf } from './last-pass.ts';
import type { HpaEvent, Seen } from './seen.ts';

/** Flags of a controller that cannot be asked for them. */
export interface AssumedController {
  readonly tolerance: number;
  readonly downscaleStabilizationSeconds: number;
}

/** kube-controller-manager's defaults. */
export const assumedController: AssumedController = { tolerance: 0.1, downscaleStabilizationSeconds: 300 };

/** What a real cluster shows of the last pass over an HPA. Conditions the pass did not set are left out: they are older. */
export interface ObservedPass {
  readonly now: EpochMs;
  readonly hpa: HorizontalPodAutoscaler;
  readonly spec: CompleteSpec;
  readonly pass: LastPass;
  readonly able?: Condition;
  readonly active?: Condition;
  readonly limited?: Condition;
  /** Conditions an earlier pass set. */
  readonly stale: readonly Condition[];
  /** spec.replicas of the target when the pass began; null before the first one. */
  readonly current: number | null;
  readonly desired: number | null;
  /** The pass wrote the scale. */
  readonly rescaled: boolean;
  readonly lastScaleTime?: EpochMs;
  readonly tolerance: Tolerance;
  readonly controller: AssumedController;
  readonly events: readonly HpaEvent[];
  readonly seen: Seen;
}

/** What {@link observePass} is told. */
export interface ObjectFacts {
  readonly now: EpochMs;
  /** As the API returns it. */
  readonly hpa: HorizontalPodAutoscaler;
  /** Events about this HPA; those about others are passed over. */
  readonly events: readonly HpaEvent[];
  readonly seen: Seen;
  /** Absent: {@link assumedController}. */
  readonly controller?: AssumedController;
}

/** Sorts what is known into what the last pass said and what is older. Throws a QuantityError for a tolerance that is none. */
export function observePass({ now, hpa, events, seen, controller = assumedController }: ObjectFacts): ObservedPass {
  const { status, metadata } = hpa;
  const spec = withDefaults(hpa);
  const pass = lastPassOf(hpa);
  const told = pass !== 'none';
  const able = conditionOf(status?.conditions, 'AbleToScale');
  const active = conditionOf(status?.conditions, 'ScalingActive');
  const limited = conditionOf(status?.conditions, 'ScalingLimited');
  const activeIsFresh = pass === 'full' || pass === 'disabled' || pass === 'selector' || pass === 'metrics';
  const lastScaleTime = parseTime(status?.lastScaleTime);
  return {
    now,
    hpa,
    spec,
    pass,
    ...(told && able && { able }),
    ...(activeIsFresh && active && { active }),
    ...(pass === 'full' && limited && { limited }),
    stale: [
      ...(active && told && !activeIsFresh ? [active] : []),
      ...(limited && told && pass !== 'full' ? [limited] : []),
    ],
    // The API leaves a count of zero out.
    current: told ? (status?.currentReplicas ?? 0) : null,
    desired: told ? (status?.desiredReplicas ?? 0) : null,
    rescaled: able?.reason === 'SucceededRescale',
    ...(lastScaleTime !== undefined && { lastScaleTime }),
    tolerance: toleranceOf(spec.behavior, { tolerance: controller.tolerance, configurableTolerance: true }),
    controller,
    events: events.filter(({ involvedObject: about }) =>
      about.uid && metadata.uid
        ? about.uid === metadata.uid
        : about.kind === 'HorizontalPodAutoscaler' &&
          about.name === metadata.name &&
          (about.namespace ?? 'default') === (metadata.namespace ?? 'default'),
    ),
    seen,
  };
}
