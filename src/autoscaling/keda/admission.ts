import type { HorizontalPodAutoscaler, PodSpec, ScaledObject } from '../objects.ts';
import { checkScalingModifiers } from './composite.ts';
import { kedaKeys, scaledObjectSettings, targetOf, typeText, usesScalingModifiers } from './settings.ts';
import { TriggerError, triggerMetrics } from './trigger-metrics.ts';

/** What KEDA's webhook looks at besides the object itself; all of its namespace. */
export interface AdmissionContext {
  readonly hpas: readonly HorizontalPodAutoscaler[];
  readonly scaledObjects: readonly ScaledObject[];
  /** The target's pod template; absent: the target does not exist (yet) or is of another kind. */
  readonly targetPodSpec?: PodSpec;
}

/**
 * KEDA's validating webhook for ScaledObjects: the reason to refuse this one, or undefined. It sees keda.sh objects only, so an HPA
 * that comes after the ScaledObject passes.
 */
export function admissionRefusal(scaledObject: ScaledObject, context: AdmissionContext): string | undefined {
  return (
    resourceRefusal(scaledObject, context) ??
    otherScaledObjectRefusal(scaledObject, context.scaledObjects) ??
    foreignHpaRefusal(scaledObject, context.hpas) ??
    replicaBoundsRefusal(scaledObject) ??
    fallbackRefusal(scaledObject) ??
    nameRefusal(scaledObject) ??
    triggersRefusal(scaledObject)
  );
}

function foreignHpaRefusal(scaledObject: ScaledObject, hpas: readonly HorizontalPodAutoscaler[]): string | undefined {
  const target = targetOf(scaledObject.spec.scaleTargetRef);
  const transfer = scaledObject.metadata.annotations?.[kedaKeys.transferHpaOwnership] === 'true';
  for (const hpa of hpas) {
    if (hpa.metadata.annotations?.[kedaKeys.hpaOwnershipValidation] === 'false') continue;
    const managed = hpa.spec.scaleTargetRef;
    if (managed.name !== target.name || typeText(targetOf(managed)) !== typeText(target)) continue;
    const owned = hpa.metadata.ownerReferences?.some(
      ({ kind, name }) => kind === scaledObject.kind && name === scaledObject.metadata.name,
    );
    if (owned) continue;
    const name = hpa.metadata.name;
    if (!transfer)
      return `the workload '${target.name}' of type '${typeText(target)}' is already managed by the hpa '${name}'`;
    if (scaledObject.spec.advanced?.horizontalPodAutoscalerConfig?.name !== name) {
      return `the existing hpa '${name}' for workload '${target.name}' of type '${typeText(target)}' must be specified by name in advanced settings to enable ownership transfer`;
    }
  }
  return undefined;
}

function otherScaledObjectRefusal(scaledObject: ScaledObject, others: readonly ScaledObject[]): string | undefined {
  const { target, hpaName } = scaledObjectSettings(scaledObject);
  for (const other of others) {
    const { name } = other.metadata;
    if (name === scaledObject.metadata.name) continue;
    const theirs = scaledObjectSettings(other);
    if (theirs.target.name === target.name && typeText(theirs.target) === typeText(target)) {
      return `the workload '${target.name}' of type '${typeText(target)}' is already managed by the ScaledObject '${name}'`;
    }
    if (theirs.hpaName === hpaName) return `the HPA '${hpaName}' is already managed by the ScaledObject '${name}'`;
  }
  return usesScalingModifiers(scaledObject) ? refusalOf(() => checkScalingModifiers(scaledObject)) : undefined;
}

function replicaBoundsRefusal(scaledObject: ScaledObject): string | undefined {
  const { minReplicas, maxReplicas, hpaMinReplicas, idleReplicas } = scaledObjectSettings(scaledObject);
  const min = scaledObject.spec.minReplicaCount === undefined ? 0 : hpaMinReplicas;
  if (min > maxReplicas) return `MinReplicaCount=${min} must be less than MaxReplicaCount=${maxReplicas}`;
  if (idleReplicas !== undefined && idleReplicas >= minReplicas) {
    return `IdleReplicaCount=${idleReplicas} must be less than MinReplicaCount=${minReplicas}`;
  }
  return undefined;
}

function fallbackRefusal({ spec: { fallback, triggers } }: ScaledObject): string | undefined {
  if (!fallback) return undefined;
  const { failureThreshold, replicas } = fallback;
  if (failureThreshold < 0 || replicas < 0) {
    return `FailureThreshold=${failureThreshold} & Replicas=${replicas} must both be greater than or equal to 0`;
  }
  return triggers.some(({ type }) => type !== 'cpu' && type !== 'memory')
    ? undefined
    : 'type is AverageValue or Value for at least one trigger other than cpu and memory is required for fallback';
}

function nameRefusal(scaledObject: ScaledObject): string | undefined {
  const { name } = scaledObject.metadata;
  const { hpaName } = scaledObjectSettings(scaledObject);
  if (name.length > 63) {
    return `scaledobject name "${name}" is ${name.length} characters long; it is the value of the label ${kedaKeys.ownerLabel} and must not exceed 63`;
  }
  if (hpaName.length > 63) return `HPA name "${hpaName}" is ${hpaName.length} characters long; it must not exceed 63`;
  return undefined;
}

function triggersRefusal(scaledObject: ScaledObject): string | undefined {
  const names = new Set<string>();
  for (const { type, name, useCachedMetrics } of scaledObject.spec.triggers) {
    if (useCachedMetrics && ['cpu', 'memory', 'cron'].includes(type)) {
      return `property "useCachedMetrics" is not supported for "${type}" scaler`;
    }
    if (!name) continue;
    if (names.has(name))
      return `triggerName "${name}" is defined multiple times in the ScaledObject, but it must be unique`;
    names.add(name);
  }
  return undefined;
}

function resourceRefusal(scaledObject: ScaledObject, { targetPodSpec }: AdmissionContext): string | undefined {
  const { spec } = scaledObject;
  const resourceTriggers = spec.triggers.filter(({ type }) => type === 'cpu' || type === 'memory');
  for (const { type, metadata } of resourceTriggers) {
    for (const container of targetPodSpec?.containers ?? []) {
      if (metadata.containerName && metadata.containerName !== container.name) continue;
      const { requests, limits } = container.resources ?? {};
      if (requests?.[type] || limits?.[type]) continue;
      return `the scaledobject has a ${type} trigger but the container ${container.name} doesn't have the ${type} request defined`;
    }
  }
  if (resourceTriggers.length > 0 && resourceTriggers.length === spec.triggers.length && !spec.minReplicaCount) {
    return `scaledobject has only cpu/memory triggers AND minReplica is 0 (scale to zero doesn't work in this case)`;
  }
  return undefined;
}

/** The problem with a ScaledObject's triggers, for the operator, which unlike the webhook builds them. */
export function triggerProblem(scaledObject: ScaledObject): string | undefined {
  return refusalOf(() => triggerMetrics(scaledObject));
}

function refusalOf(check: () => unknown): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof TriggerError) return error.message;
    throw error;
  }
}
