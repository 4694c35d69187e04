import type { Pod } from '../../autoscaling/objects.ts';
import type { VerticalPodAutoscaler } from '../../autoscaling/vpa/objects.ts';
import type { SessionState } from '../../session/state.ts';
import { byAge, podsOf } from './workload.ts';

/** The VPAs of the namespace, by name; those of `workload` come first. */
export function vpasOf(others: SessionState['others'], workload: string | undefined): readonly VerticalPodAutoscaler[] {
  const isOther = ({ spec }: VerticalPodAutoscaler) => Number(spec.targetRef.name !== workload);
  return [...others.values()]
    .filter((object): object is VerticalPodAutoscaler => object.kind === 'VerticalPodAutoscaler')
    .toSorted((a, b) => isOther(a) - isOther(b) || (a.metadata.name < b.metadata.name ? -1 : 1));
}

/** The pods a VPA is in charge of, oldest first: neither those that are ending nor those that have ended. */
export function podsOfVpa(
  { pods, deployments }: Pick<SessionState, 'pods' | 'deployments'>,
  vpa: VerticalPodAutoscaler,
): readonly Pod[] {
  const { kind, name } = vpa.spec.targetRef;
  if (kind !== 'Deployment') {
    return [...pods.values()].filter((pod) => isRunning(pod) && isControlledBy(pod, vpa)).toSorted(byAge);
  }
  const { namespace } = vpa.metadata;
  const workload = [...deployments.values()].find(
    ({ metadata }) => metadata.namespace === namespace && metadata.name === name,
  );
  return podsOf(pods, workload).filter(isRunning);
}

function isControlledBy(
  { metadata }: Pod,
  { metadata: { namespace }, spec: { targetRef } }: VerticalPodAutoscaler,
): boolean {
  const owner = metadata.ownerReferences?.find(({ controller }) => controller);
  return metadata.namespace === namespace && owner?.kind === targetRef.kind && owner.name === targetRef.name;
}

function isRunning({ metadata, status }: Pod): boolean {
  return metadata.deletionTimestamp === undefined && status?.phase !== 'Succeeded' && status?.phase !== 'Failed';
}
