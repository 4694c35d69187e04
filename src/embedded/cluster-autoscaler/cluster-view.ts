import {
  isUnschedulable,
  type NodeObject,
  simulatedNode,
  simulatedPod,
} from '../../autoscaling/cluster-autoscaler/from-objects.ts';
import type { ClusterState, SimulatedNode, SimulatedPod } from '../../autoscaling/cluster-autoscaler/model.ts';
import type { Pod } from '../../autoscaling/objects.ts';
import { resources } from '../../cluster/resources.ts';
import { isFinished } from '../controller/pod-state.ts';
import type { ObjectStore } from '../world.ts';
import type { Cloud } from './cloud.ts';
import { disruptionBudgets } from './disruption-budgets.ts';

/** The cluster as one loop finds it. Objects that did not change since the last one are not read again. */
export class ClusterView {
  readonly #store: ObjectStore;
  readonly #cloud: Cloud;
  readonly #pods = new WeakMap<Pod, SimulatedPod>();
  readonly #nodes = new WeakMap<NodeObject, SimulatedNode>();

  constructor(store: ObjectStore, cloud: Cloud) {
    this.#store = store;
    this.#cloud = cloud;
  }

  state(deletions: ClusterState['deletions']): ClusterState {
    const pods = this.#store.list<Pod>(resources.pods);
    return {
      nodeGroups: this.#cloud.nodeGroups,
      nodes: this.#store.list<NodeObject>(resources.nodes).map((node) => this.#node(node)),
      upcoming: this.#cloud.upcoming,
      scheduledPods: pods.filter((pod) => pod.spec.nodeName && !isFinished(pod)).map((pod) => this.#pod(pod)),
      unschedulablePods: pods.filter(isUnschedulable).map((pod) => this.#pod(pod)),
      disruptionBudgets: disruptionBudgets(this.#store),
      deletions,
    };
  }

  /** Pods on a node that have not ended. */
  podsOn(node: string): readonly SimulatedPod[] {
    return this.#store
      .list<Pod>(resources.pods)
      .filter((pod) => pod.spec.nodeName === node && !isFinished(pod))
      .map((pod) => this.#pod(pod));
  }

  #pod(pod: Pod): SimulatedPod {
    let simulated = this.#pods.get(pod);
    if (!simulated) {
      simulated = simulatedPod(pod);
      this.#pods.set(pod, simulated);
    }
    return simulated;
  }

  #node(node: NodeObject): SimulatedNode {
    let simulated = this.#nodes.get(node);
    if (!simulated) {
      simulated = simulatedNode(node, this.#cloud.groupOf(node.metadata.name));
      this.#nodes.set(node, simulated);
    }
    return simulated;
  }
}
