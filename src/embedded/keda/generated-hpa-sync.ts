import { generatedHpa } from '../../autoscaling/keda/generated-hpa.ts';
import type { HorizontalPodAutoscaler, ScaledObject } from '../../autoscaling/objects.ts';
import { resources } from '../../cluster/resources.ts';
import type { ObjectStore } from '../world.ts';

const type = resources.horizontalPodAutoscalers;

/**
 * Creates the generated HPA or brings the existing one back to what it should be. Fields KEDA does not set are left
 * alone, but for the behavior: a part that is wanted no more, such as a pause of one direction, goes. With the API server's defaults in it,
 * writing it changes nothing.
 */
export function syncGeneratedHpa(store: ObjectStore, scaledObject: ScaledObject): HorizontalPodAutoscaler {
  const wanted = generatedHpa(scaledObject);
  const found = store.get<HorizontalPodAutoscaler>(type, wanted.metadata.namespace, wanted.metadata.name);
  if (!found) return store.create(wanted);
  const metadata = {
    labels: { ...found.metadata.labels, ...wanted.metadata.labels },
    annotations: { ...found.metadata.annotations, ...wanted.metadata.annotations },
    ownerReferences: wanted.metadata.ownerReferences ?? [],
  };
  const same =
    covers(found.spec, wanted.spec) &&
    covers(found.metadata, metadata) &&
    covers(wanted.spec.behavior, found.spec.behavior);
  if (same) return found;
  return store.update<HorizontalPodAutoscaler>({
    ...found,
    metadata: { ...found.metadata, ...metadata },
    spec: wanted.spec,
  });
}

/** Deletes the HPAs a ScaledObject owns, but for the one named. */
export function removeGeneratedHpas(store: ObjectStore, scaledObject: ScaledObject, keepName?: string): void {
  const { namespace, uid } = scaledObject.metadata;
  for (const hpa of store.list<HorizontalPodAutoscaler>(type, namespace)) {
    if (hpa.metadata.name === keepName) continue;
    if (hpa.metadata.ownerReferences?.some((owner) => owner.uid === uid))
      store.remove(type, namespace, hpa.metadata.name);
  }
}

/** Whether everything in `wanted` is in `found` as well; the API server's defaults may have been added there. */
function covers(found: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return found === wanted;
  if (typeof found !== 'object' || found === null) return false;
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(found) &&
      found.length === wanted.length &&
      wanted.every((item: unknown, index) => covers(found[index], item))
    );
  }
  return Object.entries(wanted).every(([key, value]) => covers(Reflect.get(found, key), value));
}
