import { type ConditionText, withConditions } from '../../autoscaling/keda/conditions.ts';
import type { ScaledObject, ScaledObjectStatus } from '../../autoscaling/objects.ts';
import { resources } from '../../cluster/resources.ts';
import type { World } from '../world.ts';

/** The ScaledObject as stored now, unless it has gone or been replaced by another of the same name. */
export function currentScaledObject({ store }: World, known: ScaledObject): ScaledObject | undefined {
  const { namespace, name, uid } = known.metadata;
  const found = store.get<ScaledObject>(resources.scaledObjects, namespace, name);
  return found?.metadata.uid === uid ? found : undefined;
}

/** Merges fields and conditions into a ScaledObject's status; a status that stays the same is not written. */
export function patchStatus(
  world: World,
  known: ScaledObject,
  fields: ScaledObjectStatus,
  conditions: readonly (ConditionText | undefined)[] = [],
): void {
  const current = currentScaledObject(world, known);
  if (!current) return;
  const status: ScaledObjectStatus = {
    ...current.status,
    ...fields,
    conditions: withConditions(current.status?.conditions ?? [], conditions, world.clock.now()),
  };
  world.store.updateStatus<ScaledObject>({ ...current, status });
}

/** Status of a condition of a ScaledObject. */
export function conditionStatus(scaledObject: ScaledObject, type: string): string | undefined {
  return scaledObject.status?.conditions?.find((condition) => condition.type === type)?.status;
}
