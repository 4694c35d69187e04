import type { OwnerReference, Pod } from '../../autoscaling/objects.ts';
import type { Deployment, ReplicaSet } from '../../cluster/objects.ts';
import { resources } from '../../cluster/resources.ts';
import { controllerOf } from '../controller/ownership.ts';
import { groupAndVersion } from '../store/refusals.ts';
import type { ObjectStore } from '../world.ts';
import type { PodDisruptionBudget } from './pod-disruption-budget.ts';

/** How many pods a budget counts on, and how many of them have to be healthy. */
export interface ExpectedPods {
  readonly expected: number;
  readonly desiredHealthy: number;
}

/**
 * What a budget asks for of the pods it selects. A percentage, and a number that may be missing, is of what the pods' controllers are to run,
 * not of what runs. (kube-controller-manager, disruption.go, getExpectedPodCount)
 * @throws Error when a controller's scale cannot be found
 */
export function expectedPods(store: ObjectStore, { spec }: PodDisruptionBudget, pods: readonly Pod[]): ExpectedPods {
  if (spec.maxUnavailable !== undefined) {
    const expected = wantedReplicas(store, pods);
    return { expected, desiredHealthy: Math.max(0, expected - scaled(spec.maxUnavailable, expected)) };
  }
  if (spec.minAvailable === undefined) return { expected: 0, desiredHealthy: 0 };
  if (typeof spec.minAvailable === 'number') return { expected: pods.length, desiredHealthy: spec.minAvailable };
  const expected = wantedReplicas(store, pods);
  return { expected, desiredHealthy: scaled(spec.minAvailable, expected) };
}

/** A percentage of something, rounded up, or the number itself. */
function scaled(amount: number | string, of: number): number {
  return typeof amount === 'number' ? amount : Math.ceil((Number.parseInt(amount, 10) * of) / 100);
}

/** Replicas of all controllers of the pods; pods without one do not count. */
function wantedReplicas(store: ObjectStore, pods: readonly Pod[]): number {
  const byController = new Map<string, number>();
  for (const pod of pods) {
    const controller = controllerOf(pod);
    if (controller === undefined || byController.has(controller.uid)) continue;
    byController.set(controller.uid, replicasOf(store, pod, controller));
  }
  return [...byController.values()].reduce((sum, replicas) => sum + replicas, 0);
}

/** A ReplicaSet of a Deployment counts as the whole Deployment. */
function replicasOf(store: ObjectStore, { metadata: { namespace, name } }: Pod, controller: OwnerReference): number {
  if (controller.kind !== resources.replicaSets.kind) {
    const resource = `${controller.kind.toLowerCase()}s.${groupAndVersion(controller.apiVersion)[0]}`;
    throw new Error(`${resource} does not implement the scale subresource`);
  }
  const replicaSet = store.get<ReplicaSet>(resources.replicaSets, namespace, controller.name);
  if (replicaSet?.metadata.uid !== controller.uid || replicaSet === undefined)
    throw new Error(`found no controllers for pod "${name}"`);
  const owner = controllerOf(replicaSet);
  const deployment = owner && store.get<Deployment>(resources.deployments, namespace, owner.name);
  return (deployment ?? replicaSet).spec.replicas ?? 1;
}
