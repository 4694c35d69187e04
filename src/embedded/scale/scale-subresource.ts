import type { KubernetesObject, LabelSelector } from '../../autoscaling/objects.ts';
import { formatSelector } from '../../autoscaling/selector.ts';
import type { Clock } from '../../cluster/clock.ts';
import { ClusterError, type ResourceType } from '../../cluster/port.ts';
import { resources } from '../../cluster/resources.ts';
import { creditUpdate } from '../managed-fields/ownership.ts';
import { groupAndVersion, invalid, notFound } from '../store/refusals.ts';
import type { ObjectStore } from '../world.ts';

const scalable: readonly ResourceType[] = [resources.deployments, resources.replicaSets];

/** What can be scaled: a reference without version means the group's own. */
export interface ScaleTarget {
  readonly apiVersion?: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** The scale subresource as the API serves it. */
export interface Scale {
  readonly specReplicas: number;
  readonly statusReplicas: number;
  /** In text form, for example `app=web`. */
  readonly selector: string;
}

interface ScalableObject extends KubernetesObject {
  readonly spec: { readonly replicas?: number; readonly selector: LabelSelector };
  readonly status?: { readonly replicas?: number };
}

/** Reads a scale. @throws ClusterError NotFound */
export function readScale(store: ObjectStore, target: ScaleTarget): Scale {
  const { spec, status } = scalableObject(store, target);
  return {
    specReplicas: spec.replicas ?? 1,
    statusReplicas: status?.replicas ?? 0,
    selector: formatSelector(spec.selector),
  };
}

/**
 * Writes `spec.replicas` through the scale subresource: whoever does so becomes its owner in `managedFields`.
 * @throws ClusterError NotFound, Invalid
 */
export function writeScale(
  { store, clock }: { readonly store: ObjectStore; readonly clock: Clock },
  target: ScaleTarget,
  replicas: number,
  manager: string,
): KubernetesObject {
  const object = scalableObject(store, target);
  return store.update(scaledObject(object, replicas, manager, clock));
}

/** The object as {@link writeScale} would store it. */
export function scaledObject(
  object: KubernetesObject,
  replicas: number,
  manager: string,
  clock: Clock,
): KubernetesObject {
  if (!Number.isInteger(replicas) || replicas < 0) {
    throw invalid(object, [`spec.replicas: Invalid value: ${replicas}: must be greater than or equal to 0`]);
  }
  const scaled = { ...object, spec: { ...(object as ScalableObject).spec, replicas } };
  return creditUpdate(object, scaled, { manager, operation: 'Update', subresource: 'scale' }, clock.now());
}

export function scalableObject(store: ObjectStore, { apiVersion, kind, namespace, name }: ScaleTarget): ScalableObject {
  const group = apiVersion === undefined ? undefined : groupAndVersion(apiVersion)[0];
  const type = scalable.find(
    (known) => known.kind === kind && (group === undefined || groupAndVersion(known.apiVersion)[0] === group),
  );
  if (type === undefined) {
    throw new ClusterError(404, 'NotFound', `no matches for kind "${kind}" in group "${group ?? ''}"`);
  }
  const object = store.get<ScalableObject>(type, namespace, name);
  if (object === undefined) throw notFound(type, name);
  return object;
}
