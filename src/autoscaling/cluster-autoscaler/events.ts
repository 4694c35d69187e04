import type { NodeDeletion } from './deletion.ts';
import type { ClusterHealth } from './health.ts';
import type { AutoscalerEvent, SimulatedPod, UpcomingNode } from './model.ts';
import type { AutoscalerOptions } from './options.ts';
import type { ScaleDownDecision } from './scale-down.ts';
import type { ScaleUpDecision } from './scale-up.ts';

/** The Events a scale-up decision writes on pods and in the autoscaler's log, with the autoscaler's texts. */
export function scaleUpEvents(decision: ScaleUpDecision, options: AutoscalerOptions): readonly AutoscalerEvent[] {
  switch (decision.outcome) {
    case 'not-needed':
    case 'waiting':
      return [];
    case 'max-nodes-total-reached':
      return decision.pods.map((pod) => notTriggered(pod, 'max total nodes in cluster reached'));
    case 'no-options':
      return decision.unhelped.map(({ pod, reasons }) => notTriggered(pod, countedReasons(reasons)));
    case 'scale-up': {
      const { nodeGroup, fromSize, toSize, maxSize, pods } = decision;
      const size = (verb: string) => `${verb} ${toSize} instead of ${fromSize} (max: ${maxSize})`;
      return [
        ...(decision.cappedByMaxNodesTotal
          ? [log('Warning', 'MaxNodesTotalReached', `Max total nodes in cluster reached: ${options.maxNodesTotal}`)]
          : []),
        log('Normal', 'ScaledUpGroup', `Scale-up: setting group ${nodeGroup} ${size('size to')}`),
        log('Normal', 'ScaledUpGroup', `Scale-up: group ${nodeGroup} ${size('size set to')}`),
        ...pods.map((pod) =>
          onPod(
            pod,
            'TriggeredScaleUp',
            `pod triggered scale-up: [{${nodeGroup} ${fromSize}->${toSize} (max: ${maxSize})}]`,
          ),
        ),
      ];
    }
    default:
      return decision satisfies never;
  }
}

/** The Events written as deletions of nodes begin. */
export function scaleDownEvents({ deletions, nodes }: ScaleDownDecision): readonly AutoscalerEvent[] {
  return deletions.flatMap(({ node, podsToMove }) => {
    const marked = onNode(node, 'marked the node as toBeDeleted/unschedulable');
    if (podsToMove.length === 0) {
      return [marked, log('Normal', 'ScaleDownEmpty', `Scale-down: removing empty node "${node}"`)];
    }
    const {
      cpu = 0,
      memory = 0,
      resource = 'memory',
      highest = 0,
    } = nodes.find((assessment) => assessment.node === node)?.utilization ?? {};
    const utilization = `{${[cpu, memory, 0, 0, resource, highest].join(' ')}}`;
    const names = podsToMove.map(({ name }) => name).join(',');
    return [
      marked,
      log(
        'Normal',
        'ScaleDown',
        `Scale-down: removing node ${node}, utilization: ${utilization}, pods to reschedule: ${names}`,
      ),
      ...podsToMove.map((pod) => onPod(pod, 'ScaleDown', 'deleting pod for node scale down')),
    ];
  });
}

/** The Events written when a node is gone. */
export function removedNodeEvents({ node, podsToMove }: NodeDeletion): readonly AutoscalerEvent[] {
  const wasDrained = podsToMove.length > 0;
  return [
    onNode(node, 'nodes removed by cluster autoscaler'),
    wasDrained
      ? log('Normal', 'ScaleDown', `Scale-down: node ${node} removed with drain`)
      : log('Normal', 'ScaleDownEmpty', `Scale-down: empty node ${node} removed`),
  ];
}

/** The Event written when the cloud refuses to grow a group. */
export function failedScaleUpEvent(nodeGroup: string, error: string): AutoscalerEvent {
  return log('Warning', 'FailedToScaleUpGroup', `Scale-up failed for group ${nodeGroup}: ${error}`);
}

/** The Events for nodes that did not register in time. */
export function overdueNodeEvents(nodes: readonly UpcomingNode[]): readonly AutoscalerEvent[] {
  return nodes.map(({ name }) => log('Normal', 'DeleteUnregistered', `Removed unregistered node ${name}`));
}

/** The Event of a loop that was not run because too many nodes are unready; undefined for a healthy cluster. */
export function unhealthyEvent({ healthy }: ClusterHealth): AutoscalerEvent | undefined {
  return healthy ? undefined : log('Warning', 'ClusterUnhealthy', 'Cluster is unhealthy');
}

/** "2 Insufficient cpu, 1 max node group size reached": each distinct reason with the number of groups it holds for. */
function countedReasons(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => `${count} ${reason}`).join(', ');
}

function notTriggered(pod: SimulatedPod, why: string): AutoscalerEvent {
  return onPod(pod, 'NotTriggerScaleUp', `pod didn't trigger scale-up: ${why}`);
}

function onNode(name: string, message: string): AutoscalerEvent {
  return { about: { kind: 'Node', name }, type: 'Normal', reason: 'ScaleDown', message };
}

function onPod({ namespace, name }: SimulatedPod, reason: string, message: string): AutoscalerEvent {
  return { about: { kind: 'Pod', namespace, name }, type: 'Normal', reason, message };
}

function log(type: 'Normal' | 'Warning', reason: string, message: string): AutoscalerEvent {
  return { about: { kind: 'ConfigMap' }, type, reason, message };
}
