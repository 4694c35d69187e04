import type { EpochMs } from '../units.ts';
import type { ConditionState } from './conditions.ts';
import type { DecisionStep, HpaControllerOptions, Recommendation } from './contract.ts';
import type { CompleteBehavior, CompleteSpec } from './defaults.ts';
import { behaviorSteps, legacySteps, stabilizationStep } from './explain-limits.ts';
import { limitByBehavior, stabilizeBehavior } from './normalize-behavior.ts';
import { clampLegacy, legacyScaleUpLimit, stabilizeLegacy } from './normalize-legacy.ts';
import type { ScaleEvents } from './rates.ts';
import { ableToScale, scalingLimited } from './texts.ts';

/** What normalization works on. */
export interface NormalizationScene {
  readonly now: EpochMs;
  readonly options: HpaControllerOptions;
  readonly spec: CompleteSpec;
  readonly current: number;
  readonly log: readonly Recommendation[];
  readonly events: ScaleEvents;
}

/** A proposal after stabilization, policies and bounds. */
export interface Normalized {
  readonly replicas: number;
  readonly log: readonly Recommendation[];
  readonly ableToScale: ConditionState;
  readonly scalingLimited: ConditionState;
  readonly steps: readonly DecisionStep[];
}

/** Applies what stands between the metrics' proposal and the count. An HPA with `behavior` takes another way than one without. */
export function normalize(desired: number, scene: NormalizationScene): Normalized {
  const { behavior } = scene.spec;
  return behavior === undefined ? withoutBehavior(desired, scene) : withBehavior(desired, behavior, scene);
}

function withoutBehavior(desired: number, { now, options, spec, current, log }: NormalizationScene): Normalized {
  const stabilized = stabilizeLegacy(log, desired, options.downscaleStabilizationSeconds, now);
  const clamped = clampLegacy(current, stabilized.replicas, spec);
  return {
    replicas: clamped.replicas,
    log: stabilized.log,
    ableToScale: stabilized.replicas === desired ? ableToScale.ready : ableToScale.downStabilized,
    scalingLimited: scalingLimited(clamped.reason),
    steps: [
      stabilizationStep(desired, stabilized),
      ...legacySteps(current, stabilized.replicas, legacyScaleUpLimit(current), clamped, spec),
    ],
  };
}

function withBehavior(desired: number, behavior: CompleteBehavior, scene: NormalizationScene): Normalized {
  const { now, options, spec, current, log, events } = scene;
  const windows = {
    upSeconds: behavior.scaleUp.stabilizationWindowSeconds,
    downSeconds: behavior.scaleDown.stabilizationWindowSeconds ?? options.downscaleStabilizationSeconds,
  };
  const stabilized = stabilizeBehavior(log, current, desired, windows, now);
  const { minReplicas, maxReplicas } = spec;
  const limited = limitByBehavior(stabilized.replicas, { current, minReplicas, maxReplicas, behavior, events }, now);
  const held = desired >= current ? ableToScale.upStabilized : ableToScale.downStabilized;
  return {
    replicas: limited.replicas,
    log: stabilized.log,
    ableToScale: stabilized.replicas === desired ? ableToScale.ready : held,
    scalingLimited: scalingLimited(limited.reason),
    steps: [stabilizationStep(desired, stabilized), ...behaviorSteps(current, stabilized.replicas, limited, spec, now)],
  };
}
