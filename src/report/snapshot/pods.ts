import { summarizePod } from '../../autoscaling/kubectl/pod-summary.ts';
import type { EpochMs } from '../../autoscaling/units.ts';
import type { SessionState } from '../../session/state.ts';

/** The pods of the namespace as kubectl sums them up, in the order of names. */
export function snapshotPods({ pods }: SessionState, now: EpochMs) {
  return [...pods.values()]
    .toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1))
    .map((pod) => ({
      name: pod.metadata.name,
      ...summarizePod(pod, now),
      node: pod.spec.nodeName ?? null,
      ip: pod.status?.podIP ?? null,
      createdAt: pod.metadata.creationTimestamp ?? null,
      deletionAt: pod.metadata.deletionTimestamp ?? null,
    }));
}
