import type { CrossVersionObjectReference, ScaledObject } from '../objects.ts';

/** Label and annotation keys KEDA reads and writes. */
export const kedaKeys = {
  ownerLabel: 'scaledobject.keda.sh/name',
  excludedLabels: 'scaledobject.keda.sh/hpa-excluded-labels',
  transferHpaOwnership: 'scaledobject.keda.sh/transfer-hpa-ownership',
  hpaOwnershipValidation: 'validations.keda.sh/hpa-ownership',
  paused: 'autoscaling.keda.sh/paused',
  pausedReplicas: 'autoscaling.keda.sh/paused-replicas',
  pausedScaleIn: 'autoscaling.keda.sh/paused-scale-in',
  pausedScaleOut: 'autoscaling.keda.sh/paused-scale-out',
  forceActivation: 'autoscaling.keda.sh/force-activation',
} as const;

/** A ScaledObject's numbers with KEDA's defaults filled in. */
export interface ScaledObjectSettings {
  readonly pollingSeconds: number;
  readonly cooldownSeconds: number;
  readonly initialCooldownSeconds: number;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** Absent: no idle mode. */
  readonly idleReplicas?: number;
  /** Lower bound of the generated HPA, which cannot be 0. */
  readonly hpaMinReplicas: number;
  readonly hpaName: string;
  readonly target: Required<CrossVersionObjectReference>;
}

/** The effective settings of a ScaledObject. */
export function scaledObjectSettings({ metadata, spec }: ScaledObject): ScaledObjectSettings {
  const minReplicas = spec.minReplicaCount ?? 0;
  return {
    pollingSeconds: spec.pollingInterval ?? 30,
    cooldownSeconds: spec.cooldownPeriod ?? 300,
    initialCooldownSeconds: spec.initialCooldownPeriod ?? 0,
    minReplicas,
    maxReplicas: spec.maxReplicaCount ?? 100,
    ...(spec.idleReplicaCount === undefined ? {} : { idleReplicas: spec.idleReplicaCount }),
    hpaMinReplicas: minReplicas > 0 ? minReplicas : 1,
    hpaName: spec.advanced?.horizontalPodAutoscalerConfig?.name || `keda-hpa-${metadata.name}`,
    target: targetOf(spec.scaleTargetRef),
  };
}

/** A target reference with KEDA's defaults: a Deployment of apps/v1. */
export function targetOf(reference: ScaledObject['spec']['scaleTargetRef']): Required<CrossVersionObjectReference> {
  return {
    apiVersion: reference.apiVersion || 'apps/v1',
    kind: reference.kind || 'Deployment',
    name: reference.name,
  };
}

/** How KEDA prints a target's type in events and refusals, for example `apps/v1.Deployment`. */
export function typeText(target: { readonly apiVersion: string; readonly kind: string }): string {
  return `${target.apiVersion}.${target.kind}`;
}

/** Whether the external metrics are combined by a formula. */
export function usesScalingModifiers(scaledObject: ScaledObject): boolean {
  const modifiers = scaledObject.spec.advanced?.scalingModifiers;
  return modifiers !== undefined && Object.values(modifiers).some((value) => value !== undefined && value !== '');
}
