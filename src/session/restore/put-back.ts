import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { fieldManager } from '../replicas-writer.ts';

/** Who managed an object's fields. */
export type Managers = KubernetesObject['metadata']['managedFields'];

/** Whether an object's fields belong to Harmony, which had none of them before. */
export function isToBeReleased(current: KubernetesObject, before: Managers): boolean {
  const has = (managers: Managers) => (managers ?? []).some(({ manager }) => manager === fieldManager);
  return before !== undefined && before.length > 0 && !has(before) && has(current.metadata.managedFields);
}

/** An object as it was, ready to be sent: what the server sets is left out or, in the place of a `current` object, taken from that. */
export function withServersPart(before: KubernetesObject, current: KubernetesObject | undefined): KubernetesObject {
  const { status: _status, ...content } = before;
  const {
    uid: _uid,
    resourceVersion: _resourceVersion,
    generation: _generation,
    creationTimestamp: _creationTimestamp,
    managedFields: _managedFields,
    ...metadata
  } = before.metadata;
  const kept = current && { uid: current.metadata.uid, resourceVersion: current.metadata.resourceVersion };
  return { ...content, metadata: { ...metadata, ...kept } } as KubernetesObject;
}
