import { pauseState } from '../../keda/pause.ts';
import { scaledObjectSettings } from '../../keda/settings.ts';
import type { ScaledObject } from '../../objects.ts';
import { formatTime, parseTime, plusMs } from '../../units.ts';
import { banner } from '../banner.ts';
import type { RefereeFacts } from '../facts.ts';
import type { Finding } from '../finding.ts';
import { refOf, workloadNamed } from '../subjects.ts';
import { downscaleStabilizationSeconds } from '../sync.ts';

/**
 * Who brings the count down: the steps to minReplicas are the HPA's, after its stabilization window, and only the last one to zero (or to
 * idle) is KEDA's, after the cooldown (kedacore/keda #6844). A cooldown shorter than the window jumps from any count to zero past the HPA's
 * policy (#7770); one without a zero to go to does nothing.
 */
export function cooldownAgainstStepDown(facts: RefereeFacts): readonly Finding[] {
  return facts.scaledObjects.flatMap((scaledObject) => {
    if (pauseState(scaledObject).paused) return [];
    const { minReplicas, idleReplicas, cooldownSeconds } = scaledObjectSettings(scaledObject);
    if (minReplicas > 0 && idleReplicas === undefined) {
      return scaledObject.spec.cooldownPeriod === undefined ? [] : [idleCooldown(scaledObject)];
    }
    return cooldownSeconds < windowSeconds(facts, scaledObject) ? [jump(facts, scaledObject)] : [];
  });
}

function windowSeconds(facts: RefereeFacts, scaledObject: ScaledObject): number {
  const { hpaName } = scaledObjectSettings(scaledObject);
  const hpa = facts.hpas.find(({ metadata }) => metadata.name === hpaName);
  const behavior = hpa?.spec.behavior ?? scaledObject.spec.advanced?.horizontalPodAutoscalerConfig?.behavior;
  return behavior?.scaleDown?.stabilizationWindowSeconds ?? downscaleStabilizationSeconds;
}

function idleCooldown(scaledObject: ScaledObject): Finding {
  const { name } = scaledObject.metadata;
  const { minReplicas, cooldownSeconds } = scaledObjectSettings(scaledObject);
  return {
    id: 'cooldown-against-step-down',
    severity: 'notice',
    title: banner(`COOLDOWN  ${cooldownSeconds} s of ScaledObject ${name} count for nothing: it never goes to 0`),
    evidence: [
      `ScaledObject ${name} spec.cooldownPeriod ${cooldownSeconds}`,
      `ScaledObject ${name} spec.minReplicaCount ${minReplicas}, no idleReplicaCount: every step down is the HPA's`,
    ],
    advice:
      'Set advanced.horizontalPodAutoscalerConfig.behavior.scaleDown.stabilizationWindowSeconds instead: that is what the way down waits for.',
    objects: [refOf(scaledObject)],
  };
}

function jump(facts: RefereeFacts, scaledObject: ScaledObject): Finding {
  const { name } = scaledObject.metadata;
  const { cooldownSeconds, idleReplicas = 0, target } = scaledObjectSettings(scaledObject);
  const window = windowSeconds(facts, scaledObject);
  const workload = workloadNamed(facts, target);
  return {
    id: 'cooldown-against-step-down',
    severity: 'risk',
    title: banner(
      `COOLDOWN  KEDA takes ${target.name} to ${idleReplicas} after ${cooldownSeconds} s, past the HPA's ${window} s`,
    ),
    evidence: [
      `ScaledObject ${name} spec.cooldownPeriod ${cooldownSeconds}: from any count to ${idleReplicas} at once`,
      `HPA ${scaledObjectSettings(scaledObject).hpaName} scaleDown stabilization window ${window} s`,
      ...waiting(scaledObject, cooldownSeconds),
    ],
    advice: `Let the HPA finish first: set spec.cooldownPeriod above ${window}, or a shorter behavior.scaleDown.stabilizationWindowSeconds.`,
    objects: workload ? [refOf(scaledObject), refOf(workload)] : [refOf(scaledObject)],
  };
}

function waiting({ metadata, status }: ScaledObject, cooldownSeconds: number): readonly string[] {
  const active = status?.conditions?.find(({ type }) => type === 'Active');
  const last = parseTime(status?.lastActiveTime);
  if (active?.status !== 'False' || last === undefined) return [];
  const until = formatTime(plusMs(last, cooldownSeconds * 1000));
  return [
    `ScaledObject ${metadata.name} status.conditions Active=False ${active.reason ?? ''}: cooldown ends ${until}`,
  ];
}
