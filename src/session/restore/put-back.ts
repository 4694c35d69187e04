import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { fieldManager } from '../replicas-writer.ts';

/** Who managed an object's fields. */
export type Managers = KubernetesObject['metadata']['managedFields'];

/** Whether fields of an object belong to Harmony, or were applied in somebody's name, as none of them did before. */
export function isToBeReleased(current: KubernetesObject, before: Managers): boolean {
  if (before === undefined || before.length === 0) return false;
  return (current.metadata.managedFields ?? []).some(
    ({ manager, operation, subresource }) =>
      !subresource &&
      (operation === 'Apply' || manager === fieldManager) &&
      !before.some((entry) => entry.manager === manager && entry.operation === operation),
  );
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

/** Who wrote an object, so that it comes back in the same name: whoever applied it, else whoever wrote it first. */
export function writerOf({ metadata }: KubernetesObject): string {
  const writers = (metadata.managedFields ?? []).filter(({ subresource }) => !subresource);
  const writer = writers.find(({ operation }) => operation === 'Apply') ?? writers[0];
  return writer?.manager ?? fieldManager;
}
