import type { NodeDeletion } from '../../autoscaling/cluster-autoscaler/deletion.ts';
import { drainability } from '../../autoscaling/cluster-autoscaler/drainability.ts';
import { removedNodeEvents } from '../../autoscaling/cluster-autoscaler/events.ts';
import { isDaemonSetPod, isMirrorPod, type SimulatedPod } from '../../autoscaling/cluster-autoscaler/model.ts';
import type { AutoscalerOptions } from '../../autoscaling/cluster-autoscaler/options.ts';
import type { Pod } from '../../autoscaling/objects.ts';
import { type EpochMs, plusMs } from '../../autoscaling/units.ts';
import { ClusterError } from '../../cluster/port.ts';
import { resources } from '../../cluster/resources.ts';
import type { World } from '../world.ts';
import { recordEvents } from './autoscaler-events.ts';
import type { Cloud } from './cloud.ts';
import type { ClusterView } from './cluster-view.ts';
import { markToBeDeleted, unmarkToBeDeleted } from './deletion-taints.ts';
import { disruptionBudgets } from './disruption-budgets.ts';

/** Between two tries to evict a pod whose budget forbids it, and how long it is tried (`--max-pod-eviction-time`). */
const evictionRetryMs = 10_000;
const maxEvictionMs = 120_000;
/** How often evicted pods are looked after, and what they get beyond their longest grace period. */
const pollMs = 5_000;
const evictionHeadroomMs = 30_000;

export interface RemovalContext {
  readonly world: World;
  readonly cloud: Cloud;
  readonly view: ClusterView;
  readonly options: AutoscalerOptions;
  /** The removal is over: the node is gone, or it stays because of `error`. */
  readonly ended: (deletion: NodeDeletion, error?: string) => void;
}

/** Takes one node out: taints it, waits, evicts its pods, waits for them to go, and has the machine deleted. */
export class NodeRemoval {
  readonly #context: RemovalContext;
  readonly #deletion: NodeDeletion;

  constructor(context: RemovalContext, deletion: NodeDeletion) {
    this.#context = context;
    this.#deletion = deletion;
  }

  begin(): void {
    const { world, options } = this.#context;
    markToBeDeleted(world, this.#deletion.node);
    world.clock.after(options.nodeDeleteDelayAfterTaintMs, () => this.#drain());
  }

  get #isGone(): boolean {
    return this.#context.world.store.get(resources.nodes, undefined, this.#deletion.node) === undefined;
  }

  /** Looks at the pods anew: some may have come between the decision and the taint. */
  #drain(): void {
    const { world, view, options } = this.#context;
    const { node, podsToMove } = this.#deletion;
    const pods = this.#movablePods();
    if (this.#isGone) this.#context.ended(this.#deletion);
    else if (pods.length === 0) this.#delete();
    else if (podsToMove.length === 0) this.#fail(`failed to delete empty node "${node}", new pods scheduled`);
    else {
      const drain = drainability(view.podsOn(node), disruptionBudgets(world.store), options);
      if (drain.blocked && drain.because !== 'NotEnoughPdb') {
        this.#fail(`pod ${drain.by.namespace}/${drain.by.name} may not be moved: ${drain.because}`);
      } else this.#evict(pods, plusMs(world.clock.now(), maxEvictionMs));
    }
  }

  /** DaemonSet and static pods go with the node. */
  #movablePods(): readonly SimulatedPod[] {
    const pods = this.#context.view.podsOn(this.#deletion.node);
    return pods.filter((pod) => !isDaemonSetPod(pod) && !isMirrorPod(pod));
  }

  #evict(pods: readonly SimulatedPod[], until: EpochMs): void {
    const { world, options } = this.#context;
    const refused = pods.filter((pod) => !this.#isEvicted(pod));
    const now = world.clock.now();
    if (refused.length === 0) {
      this.#awaitPods(pods, plusMs(now, options.maxGracefulTerminationMs + evictionHeadroomMs));
    } else if (now + evictionRetryMs > until) {
      for (const { namespace, name } of refused) {
        const about = { kind: 'Pod', namespace, name } as const;
        const message = 'failed to delete pod for ScaleDown';
        recordEvents(world, [{ about, type: 'Warning', reason: 'ScaleDownFailed', message }]);
      }
      this.#fail(`failed to evict ${refused.length} pods in time`);
    } else world.clock.after(evictionRetryMs, () => this.#evict(pods, until));
  }

  /** Asks for the pod's eviction. A pod that is gone needs none; a budget may forbid it for now. */
  #isEvicted({ namespace, name }: SimulatedPod): boolean {
    try {
      this.#context.world.evict({ namespace, name });
      return true;
    } catch (error) {
      if (!(error instanceof ClusterError)) throw error;
      return error.code === 404;
    }
  }

  /** Waits until the evicted pods have left the API, not only ended. */
  #awaitPods(pods: readonly SimulatedPod[], until: EpochMs): void {
    const { world } = this.#context;
    const left = pods.filter(({ namespace, name }) => {
      const pod = world.store.get<Pod>(resources.pods, namespace, name);
      return pod?.spec.nodeName === this.#deletion.node;
    });
    if (this.#isGone) this.#context.ended(this.#deletion);
    else if (left.length === 0) this.#delete();
    else if (world.clock.now() >= until) this.#fail('pods remaining after timeout');
    else world.clock.after(pollMs, () => this.#awaitPods(pods, until));
  }

  #delete(): void {
    const { world, cloud, ended } = this.#context;
    recordEvents(world, removedNodeEvents(this.#deletion));
    cloud.terminate(this.#deletion.node, () => ended(this.#deletion));
  }

  #fail(error: string): void {
    const { world, ended } = this.#context;
    const { node, podsToMove } = this.#deletion;
    unmarkToBeDeleted(world, node);
    const what = podsToMove.length > 0 ? 'failed to drain and delete node' : 'failed to delete empty node';
    const about = { kind: 'Node', name: node } as const;
    recordEvents(world, [{ about, type: 'Warning', reason: 'ScaleDownFailed', message: `${what}: ${error}` }]);
    ended(this.#deletion, error);
  }
}
