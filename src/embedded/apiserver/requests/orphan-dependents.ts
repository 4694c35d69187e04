import type { KubernetesObject } from '../../../autoscaling/objects.ts';
import { resources } from '../../../cluster/resources.ts';
import type { ObjectStore } from '../../world.ts';

/** Lets go of everything an object owns, so that it stays when its owner goes. */
export function orphanDependents(store: ObjectStore, { metadata: { uid, namespace } }: KubernetesObject): void {
  for (const type of Object.values(resources)) {
    for (const dependent of store.list(type, namespace)) {
      const { ownerReferences = [] } = dependent.metadata;
      const others = ownerReferences.filter((owner) => owner.uid !== uid);
      if (others.length === ownerReferences.length) continue;
      store.update({ ...dependent, metadata: { ...dependent.metadata, ownerReferences: others } });
    }
  }
}
