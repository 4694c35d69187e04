import type { KubernetesObject, Pod } from '../../autoscaling/objects.ts';

/** Mutating admission of one kind of change: the pod as it is let into the cluster. The same pod when it has nothing to change. */
export type PodMutation = (pod: Pod) => Pod;

/** Mutating webhooks for new pods. Whoever creates a pod, a controller or a user, goes through them; a later one sees what an earlier one made. */
export class PodMutations {
  readonly #mutations: PodMutation[] = [];

  add(mutation: PodMutation): void {
    this.#mutations.push(mutation);
  }

  /** What becomes of a new object; anything but a pod stays as it is. */
  admit(object: KubernetesObject): KubernetesObject {
    if (!isPod(object)) return object;
    return this.#mutations.reduce((pod, mutate) => mutate(pod), object);
  }
}

function isPod(object: KubernetesObject): object is Pod {
  return object.kind === 'Pod' && object.apiVersion === 'v1';
}
