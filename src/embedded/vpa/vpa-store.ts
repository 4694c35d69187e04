import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { UpdateMode, VerticalPodAutoscaler } from '../../autoscaling/vpa/objects.ts';
import { resources } from '../../cluster/resources.ts';
import type { ObjectStore } from '../world.ts';

const type = resources.verticalPodAutoscalers;

export function isVpa(object: KubernetesObject): object is VerticalPodAutoscaler {
  return object.kind === type.kind && object.apiVersion === type.apiVersion;
}

/** The VPAs of a namespace, or of the cluster. */
export function vpasOf(store: ObjectStore, namespace?: string): readonly VerticalPodAutoscaler[] {
  return store.list<VerticalPodAutoscaler>(type, namespace);
}

/** Whether the recommender that comes with the VPA is asked: another one may be named. */
export function asksDefaultRecommender({ spec }: VerticalPodAutoscaler): boolean {
  const { recommenders = [] } = spec;
  return recommenders.length === 0 || recommenders.some(({ name }) => name === 'default');
}

/** Without a policy running pods are replaced: `Auto` means that too, and is the older name for it. */
export function updateModeOf({ spec }: VerticalPodAutoscaler): UpdateMode {
  return spec.updatePolicy?.updateMode ?? 'Recreate';
}
