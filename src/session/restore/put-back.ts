import type { KubernetesObject } from '../../autoscaling/objects.ts';

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
