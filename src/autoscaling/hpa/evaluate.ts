import type { MetricStatus } from '../objects.ts';
import type { HpaDecision, HpaEvaluation, StepName } from './contract.ts';
import { Pass } from './pass.ts';
import { storeScaleEvent } from './scale-events.ts';
import { type ReadScale, targetFromMetrics } from './target.ts';
import { ableToScale, scalingActive } from './texts.ts';
import { rememberZero, wakesFromZero } from './zero.ts';

/**
 * One whole pass of the HPA controller over one HPA, as kube-controller-manager v1.36 does it. Pure but for `writeScale`. Throws a
 * QuantityError when the HPA or a pod holds a quantity no API server would have stored.
 */
export function evaluate(evaluation: HpaEvaluation): HpaDecision {
  const pass = new Pass(evaluation);
  const { scale, options } = evaluation;
  if ('error' in scale) return scaleUnreadable(pass, scale.error);

  const { conditions, spec } = pass;
  const current = scale.specReplicas;
  conditions.set('AbleToScale', ableToScale.gotScale);
  pass.recommendations ??= [{ at: evaluation.now, replicas: current }];
  if (!options.scaleToZero) conditions.remove('ScaledToZero');

  if (current === 0 && !wakesFromZero(spec, conditions, options.scaleToZero)) return disabled(pass);
  if (current > spec.maxReplicas) return jump(pass, current, spec.maxReplicas, 'above Spec.MaxReplicas');
  if (current > 0 && current < spec.minReplicas) return jump(pass, current, spec.minReplicas, 'below Spec.MinReplicas');
  return follow(pass, scale);
}

/** Where a pass wants to go and what it will say about it. */
interface Plan {
  readonly current: number;
  readonly want: number;
  readonly reason: string;
  readonly currentMetrics: readonly MetricStatus[] | null;
  readonly limitedBy: StepName | null;
  readonly error?: string | undefined;
}

function scaleUnreadable(pass: Pass, error: string): HpaDecision {
  const { currentReplicas = 0, currentMetrics = null } = pass.evaluation.hpa.status ?? {};
  pass.record('Warning', 'FailedGetScale', error);
  pass.conditions.set('AbleToScale', ableToScale.noScale(error));
  const because = `reading the scale of ${pass.reference} failed: ${error}`;
  pass.steps.push({ step: 'scale', from: currentReplicas, to: currentReplicas, because });
  return pass.end({
    current: null,
    desired: pass.desiredBefore,
    currentMetrics,
    rescaled: false,
    limitedBy: 'scale',
    error: `failed to query scale subresource for ${pass.reference}: ${error}`,
  });
}

function disabled(pass: Pass): HpaDecision {
  pass.conditions.set('ScalingActive', scalingActive.disabled);
  const because = 'the target has no replicas and someone else set it so: the HPA waits until they bring it back';
  pass.steps.push({ step: 'disabled', from: 0, to: 0, because });
  return pass.end({ current: 0, desired: 0, currentMetrics: null, rescaled: false, limitedBy: 'disabled' });
}

/** A count outside the bounds goes straight to the bound: no metrics, no policies, no stabilization. */
function jump(pass: Pass, current: number, want: number, where: string): HpaDecision {
  const reason = `Current number of replicas ${where}`;
  pass.steps.push({ step: 'bounds', from: current, to: want, because: `${reason}: metrics are not looked at` });
  return rescale(pass, { current, want, reason, currentMetrics: null, limitedBy: 'bounds' });
}

function follow(pass: Pass, scale: ReadScale): HpaDecision {
  const current = scale.specReplicas;
  const target = targetFromMetrics(pass, scale);
  const { currentMetrics, limitedBy, error } = target;
  if (target.kind === 'failure') {
    pass.record('Warning', 'FailedComputeMetricsReplicas', target.error);
    return pass.end({
      current,
      desired: pass.desiredBefore,
      currentMetrics,
      rescaled: false,
      limitedBy,
      error: `failed to compute desired number of replicas based on listed metrics for ${pass.reference}: ${target.error}`,
    });
  }
  const { replicas: want, reason } = target;
  if (want === current)
    return pass.end({ current, desired: current, currentMetrics, rescaled: false, limitedBy, error });
  return rescale(pass, { current, want, reason, currentMetrics, limitedBy, error });
}

function rescale(pass: Pass, { current, want, reason, currentMetrics, limitedBy, error }: Plan): HpaDecision {
  const { evaluation, conditions, spec } = pass;
  const refusal = evaluation.writeScale(want);
  if (refusal !== undefined) {
    pass.record('Warning', 'FailedRescale', `New size: ${want}; reason: ${reason}; error: ${refusal}`);
    conditions.set('AbleToScale', ableToScale.notRescaled(refusal));
    pass.steps.push({ step: 'write', from: want, to: current, because: `writing the scale failed: ${refusal}` });
    return pass.end({
      current,
      desired: pass.desiredBefore,
      currentMetrics,
      rescaled: false,
      limitedBy: 'write',
      error: `failed to rescale ${pass.reference}: ${refusal}`,
    });
  }
  conditions.set('AbleToScale', ableToScale.rescaled(want));
  pass.record('Normal', 'SuccessfulRescale', `New size: ${want}; reason: ${reason}`);
  pass.steps.push({
    step: 'write',
    from: current,
    to: want,
    because: `the scale of ${pass.reference} was set to ${want}`,
  });
  rememberChange(pass, want - current);
  if (evaluation.options.scaleToZero) rememberZero(spec, conditions, current, want);
  return pass.end({ current, desired: want, currentMetrics, rescaled: true, limitedBy, error });
}

/** Without `behavior` nobody asks for scale events, so none are kept. */
function rememberChange(pass: Pass, change: number): void {
  const { behavior } = pass.spec;
  const { now } = pass.evaluation;
  if (behavior === undefined) return;
  if (change > 0) pass.scaleUpEvents = storeScaleEvent(pass.scaleUpEvents, behavior.scaleUp, change, now);
  else pass.scaleDownEvents = storeScaleEvent(pass.scaleDownEvents, behavior.scaleDown, -change, now);
}
