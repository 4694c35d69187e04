import type { SimulatedPod } from './model.ts';

/** Pods that differ in nothing scheduling looks at, so that checking one of them answers for all. */
export interface PodGroup {
  /** At least one. */
  readonly pods: readonly [SimulatedPod, ...SimulatedPod[]];
}

/** An owner whose pods differ from each other in more ways than this gets a group for each further pod. */
const maxGroupsPerOwner = 10;

/** Groups pods by owner, labels and scheduling properties, in the order of their first pods. Pods without owner stand alone. */
export function groupEquivalentPods(pods: readonly SimulatedPod[]): readonly PodGroup[] {
  const groups: [SimulatedPod, ...SimulatedPod[]][] = [];
  const groupsOfOwner = new Map<string, Map<string, [SimulatedPod, ...SimulatedPod[]]>>();
  for (const pod of pods) {
    const ownerUid = pod.controller?.uid;
    if (ownerUid === undefined || pod.controller?.kind === 'DaemonSet') {
      groups.push([pod]);
      continue;
    }
    const known = groupsOfOwner.get(ownerUid) ?? new Map<string, [SimulatedPod, ...SimulatedPod[]]>();
    groupsOfOwner.set(ownerUid, known);
    const signature = schedulingSignature(pod);
    const group = known.get(signature);
    if (group) {
      group.push(pod);
      continue;
    }
    const fresh: [SimulatedPod, ...SimulatedPod[]] = [pod];
    groups.push(fresh);
    if (known.size < maxGroupsPerOwner) known.set(signature, fresh);
  }
  return groups.map((members) => ({ pods: members }));
}

function schedulingSignature({
  namespace,
  labels,
  requests,
  nodeSelector,
  tolerations,
  priority,
}: SimulatedPod): string {
  const sorted = (record: Readonly<Record<string, string>>) => Object.entries(record).sort();
  return JSON.stringify([namespace, sorted(labels), requests, sorted(nodeSelector), tolerations, priority]);
}
