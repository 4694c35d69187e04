import type { KubernetesObject, LabelSelector, OwnerReference } from '../../autoscaling/objects.ts';
import type { VerticalPodAutoscaler } from '../../autoscaling/vpa/objects.ts';
import { ClusterError, type ResourceType } from '../../cluster/port.ts';
import { resourceOf, resources } from '../../cluster/resources.ts';
import { controllerOf } from '../controller/ownership.ts';
import { scalableObject } from '../scale/scale-subresource.ts';
import type { ObjectStore } from '../world.ts';

/** The pods a VPA's target selects, or why the VPA cannot work: the message of its condition ConfigUnsupported. */
export type VpaTarget = { readonly selector: LabelSelector } | { readonly problem: string };

/** Controllers whose selector the VPA reads itself. Those that are `undefined` here exist in Kubernetes, and in no embedded cluster. */
const wellKnown: Readonly<Record<string, ResourceType | undefined>> = {
  Deployment: resources.deployments,
  ReplicaSet: resources.replicaSets,
  Job: resources.jobs,
  StatefulSet: undefined,
  DaemonSet: undefined,
  ReplicationController: undefined,
  CronJob: undefined,
};

/** Reads `spec.targetRef`: a well-known controller, or anything else that has a scale subresource. */
export function vpaTarget(store: ObjectStore, { metadata, spec }: VerticalPodAutoscaler): VpaTarget {
  const { namespace = '' } = metadata;
  const { apiVersion, kind, name } = spec.targetRef;
  if (!Object.hasOwn(wellKnown, kind)) return scaledTarget(store, { apiVersion, kind, name, namespace });
  const type = wellKnown[kind];
  const target = type && store.get(type, namespace, name);
  if (target === undefined) return unreadable(`${kind} ${namespace}/${name} does not exist`);
  if (controllerOf(target) !== undefined) {
    return {
      problem:
        'The targetRef controller has a parent but it should point to a topmost well-known or scalable controller',
    };
  }
  const { selector } = target.spec as { readonly selector?: LabelSelector };
  return selector === undefined ? unreadable(`${kind} ${namespace}/${name} has no selector`) : { selector };
}

/** The controller that nobody controls, up from a pod: its ReplicaSet's Deployment, say. Undefined for a pod of its own. */
export function topmostController(
  store: ObjectStore,
  object: KubernetesObject,
): Pick<OwnerReference, 'kind' | 'name'> | undefined {
  const reference = controllerOf(object);
  if (reference === undefined) return undefined;
  const type = resourceOf(reference);
  const owner = type && store.get(type, object.metadata.namespace, reference.name);
  return (owner && topmostController(store, owner)) ?? reference;
}

interface ScaledTarget {
  readonly apiVersion: string | undefined;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

function scaledTarget(store: ObjectStore, { apiVersion, ...target }: ScaledTarget): VpaTarget {
  try {
    const { selector } = scalableObject(store, { ...target, ...(apiVersion === undefined ? {} : { apiVersion }) }).spec;
    return { selector };
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    return unreadable(
      `Unhandled targetRef ${apiVersion ?? ''} / ${target.kind} / ${target.name}, last error ${error.message}`,
    );
  }
}

function unreadable(reason: string): VpaTarget {
  return { problem: `Cannot read targetRef. Reason: ${reason}` };
}
