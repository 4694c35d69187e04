import { targetOf, typeText } from '../../autoscaling/keda/settings.ts';
import type { ScaledObject } from '../../autoscaling/objects.ts';
import type { Deployment } from '../../cluster/objects.ts';
import { resources } from '../../cluster/resources.ts';
import type { ObjectStore } from '../world.ts';

/** What a ScaledObject scales. The embedded cluster has Deployments. */
export interface ScaleTarget {
  readonly deployment: Deployment;
  readonly replicas: number;
  readonly readyPods: number;
}

/** The target as it is now; undefined where there is none. */
export function scaleTarget(store: ObjectStore, { metadata, spec }: ScaledObject): ScaleTarget | undefined {
  const target = targetOf(spec.scaleTargetRef);
  if (typeText(target) !== typeText(resources.deployments)) return undefined;
  const deployment = store.get<Deployment>(resources.deployments, metadata.namespace, target.name);
  return (
    deployment && {
      deployment,
      replicas: deployment.spec.replicas ?? 1,
      readyPods: deployment.status?.readyReplicas ?? 0,
    }
  );
}

/** Writes spec.replicas of the target. */
export function writeReplicas(store: ObjectStore, { deployment }: ScaleTarget, replicas: number): void {
  store.update<Deployment>({ ...deployment, spec: { ...deployment.spec, replicas } });
}
