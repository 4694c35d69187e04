import { targetOf } from '../../autoscaling/keda/settings.ts';
import type { ScaledObject } from '../../autoscaling/objects.ts';
import type { Deployment } from '../../cluster/objects.ts';
import { resources } from '../../cluster/resources.ts';
import { writeScale } from '../scale/scale-subresource.ts';
import type { ObjectStore, World } from '../world.ts';

/** What a ScaledObject scales. The embedded cluster has Deployments. */
export interface ScaleTarget {
  readonly deployment: Deployment;
  /** spec.replicas. */
  readonly replicas: number;
  readonly readyPods: number;
}

/** The target as it is now; undefined where there is none. */
export function scaleTarget(store: ObjectStore, { metadata, spec }: ScaledObject): ScaleTarget | undefined {
  const { apiVersion, kind, name } = targetOf(spec.scaleTargetRef);
  if (apiVersion !== resources.deployments.apiVersion || kind !== resources.deployments.kind) return undefined;
  const deployment = store.get<Deployment>(resources.deployments, metadata.namespace, name);
  return (
    deployment && {
      deployment,
      replicas: deployment.spec.replicas ?? 1,
      readyPods: deployment.status?.readyReplicas ?? 0,
    }
  );
}

/** Writes spec.replicas of the target through its scale subresource, as the operator does. */
export function writeReplicas(world: World, { deployment: { kind, metadata } }: ScaleTarget, replicas: number): void {
  const { namespace = '', name } = metadata;
  writeScale(world, { kind, namespace, name }, replicas, 'keda-operator');
}
