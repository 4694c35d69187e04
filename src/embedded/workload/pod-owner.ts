import type { KubernetesObject, Pod } from '../../autoscaling/objects.ts';
import type { Job } from '../../cluster/objects.ts';
import { resources } from '../../cluster/resources.ts';
import type { ObjectStore } from '../world.ts';

/** Name of the Deployment that a pod's ReplicaSet belongs to. */
export function deploymentOf(store: ObjectStore, pod: Pod): string | undefined {
  const replicaSet = controllerName(pod, 'ReplicaSet');
  if (replicaSet === undefined) return undefined;
  const owner = store.get(resources.replicaSets, pod.metadata.namespace, replicaSet);
  return owner && controllerName(owner, 'Deployment');
}

/** The Job that runs a pod. */
export function jobOf(store: ObjectStore, pod: Pod): Job | undefined {
  const job = controllerName(pod, 'Job');
  return job === undefined ? undefined : store.get<Job>(resources.jobs, pod.metadata.namespace, job);
}

function controllerName(object: KubernetesObject, kind: string): string | undefined {
  return object.metadata.ownerReferences?.find((owner) => owner.controller === true && owner.kind === kind)?.name;
}
