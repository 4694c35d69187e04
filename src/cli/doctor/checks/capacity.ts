import type { Pod, PodSpec } from '../../../autoscaling/objects.ts';
import { matchesSelector } from '../../../autoscaling/selector.ts';
import type { Deployment, Node } from '../../../cluster/objects.ts';
import { podRequest } from '../../../session/discovery/pod-request.ts';
import { quantityNumber } from '../../../signals/quantity-number.ts';
import { type Finding, pass, warn } from '../finding.ts';
import type { Patient } from '../patient.ts';
import { wantedAutoscalers } from '../wanted.ts';
import type { Check } from './check.ts';
import { targets } from './requests.ts';

/** KEDA's own, where a ScaledObject says nothing. */
const kedaMaxReplicas = 100;

/** Whether the nodes that are there have room for as many replicas as an autoscaler may ask for. */
export const capacity: Check = {
  id: 'workload.capacity',
  run(patient): readonly Finding[] {
    const { nodes, allPods, pods } = patient;
    if (nodes.items === undefined) return [];
    // Without the right to see all pods, those of the namespace are all that is known to take room.
    const seen = allPods.items ?? pods.items ?? [];
    return targets(patient).flatMap((deployment) => {
      const max = peakOf(deployment.metadata.name, patient);
      return max === undefined ? [] : [examine(deployment, max, nodes.items, seen)];
    });
  },
};

function peakOf(workload: string, patient: Patient): number | undefined {
  const { hpas, scaledObjects } = wantedAutoscalers(patient);
  const maxima = [
    ...hpas.filter(({ spec }) => spec.scaleTargetRef.name === workload).map(({ spec }) => spec.maxReplicas),
    ...scaledObjects
      .filter(({ spec }) => spec.scaleTargetRef.name === workload)
      .map(({ spec }) => spec.maxReplicaCount ?? kedaMaxReplicas),
  ];
  return maxima.length === 0 ? undefined : Math.max(...maxima);
}

function examine({ metadata, spec }: Deployment, max: number, nodes: readonly Node[], pods: readonly Pod[]): Finding {
  const { name } = metadata;
  const id = `workload.capacity.${name}`;
  const others = pods.filter(
    ({ metadata: own, status }) =>
      !(own.namespace === metadata.namespace && matchesSelector(spec.selector, own.labels)) &&
      status?.phase !== 'Succeeded' &&
      status?.phase !== 'Failed',
  );
  const usable = nodes.filter(isUsable);
  const fit = usable.reduce((sum, node) => sum + replicasOn(node, spec.template.spec, others), 0);
  const seen = `${usable.length} nodes have room for ${Math.min(fit, max)} of ${max} replicas of ${name}`;
  if (fit >= max) return pass(id, seen);
  return warn(
    id,
    seen,
    `Add nodes, or lower maxReplicas to ${fit}: replicas beyond that stay Pending unless a cluster autoscaler adds nodes.`,
  );
}

function isUsable({ spec, status }: Node): boolean {
  const isReady = status?.conditions?.some((each) => each.type === 'Ready' && each.status === 'True') === true;
  const isTainted = spec?.taints?.some(({ effect }) => effect !== 'PreferNoSchedule') === true;
  return isReady && spec?.unschedulable !== true && !isTainted;
}

/** How many replicas a node holds beside the pods of others that are on it. */
function replicasOn(node: Node, replica: PodSpec, others: readonly Pod[]): number {
  const there = others.filter(({ spec }) => spec.nodeName === node.metadata.name);
  const allocatable = (resource: string) => quantityNumber(node.status?.allocatable?.[resource] ?? '') ?? 0;
  const byResource = ['cpu', 'memory'].map((resource) => {
    const each = podRequest(replica, resource) ?? 0;
    const taken = there.reduce((sum, { spec }) => sum + (podRequest(spec, resource) ?? 0), 0);
    return each === 0 ? Number.POSITIVE_INFINITY : Math.floor((allocatable(resource) - taken) / each + 1e-9);
  });
  return Math.max(0, Math.min(...byResource, allocatable('pods') - there.length));
}
