import type { Pod } from '../../autoscaling/objects.ts';
import type { ReplicaSet } from '../../cluster/objects.ts';
import { resources } from '../../cluster/resources.ts';
import { controlledBy, controllerOf, controllerReference, keyOf, splitKey } from '../controller/ownership.ts';
import { isActive, isReady } from '../controller/pod-state.ts';
import { WorkQueue } from '../controller/work-queue.ts';
import { deleteGracefully } from '../store/graceful-deletion.ts';
import type { Component, World } from '../world.ts';
import { availableAt } from './pod-availability.ts';
import { victimOrder } from './victim-order.ts';

const component = 'replicaset-controller';
const reactionMs = 5;
/** What a round of parallel create calls takes. */
const batchMs = 10;
/** Most pods created or deleted in one pass. */
const burst = 500;

/** Keeps as many pods as each ReplicaSet asks for. */
export class ReplicaSetController implements Component {
  /** Next batch of a ReplicaSet that is creating pods: 1, 2, 4 … so that a mistake fails once, not a thousand times. */
  readonly #batches = new Map<string, number>();

  start(world: World): void {
    const queue = new WorkQueue(world.clock, (key) => this.#reconcile(world, queue, key));
    world.store.subscribe(resources.replicaSets, ({ object }) => queue.add(keyOf(object), reactionMs));
    world.store.subscribe(resources.pods, ({ object }) => {
      const owner = controllerOf(object);
      if (owner?.kind === 'ReplicaSet') queue.add(`${object.metadata.namespace}/${owner.name}`, reactionMs);
    });
  }

  #reconcile(world: World, queue: WorkQueue, key: string): void {
    const replicaSet = world.store.get<ReplicaSet>(resources.replicaSets, ...splitKey(key));
    if (replicaSet === undefined || replicaSet.metadata.deletionTimestamp !== undefined) {
      this.#batches.delete(key);
      return;
    }
    const pods = controlledBy<Pod>(world.store, resources.pods, replicaSet).filter(isActive);
    const surplus = pods.length - (replicaSet.spec.replicas ?? 1);
    if (surplus < 0) this.#createBatch(world, queue, replicaSet, -surplus);
    else this.#batches.delete(key);
    if (surplus > 0) deleteSurplus(world, replicaSet, pods, surplus);
    this.#writeStatus(world, queue, replicaSet);
  }

  #createBatch(world: World, queue: WorkQueue, replicaSet: ReplicaSet, missing: number): void {
    const key = keyOf(replicaSet);
    const size = Math.min(this.#batches.get(key) ?? 1, missing, burst);
    for (let created = 0; created < size; created += 1) createPod(world, replicaSet);
    if (size === missing) {
      this.#batches.delete(key);
      return;
    }
    this.#batches.set(key, size * 2);
    queue.add(key, batchMs);
  }

  /** Written from the pods as they are after this pass. Looks again when the next one becomes available. */
  #writeStatus({ store, clock }: World, queue: WorkQueue, replicaSet: ReplicaSet): void {
    const { minReadySeconds = 0 } = replicaSet.spec;
    const pods = controlledBy<Pod>(store, resources.pods, replicaSet).filter(isActive);
    const moments = pods.flatMap((pod) => availableAt(pod, minReadySeconds) ?? []);
    const pending = moments.filter((at) => at > clock.now());
    store.updateStatus<ReplicaSet>({
      ...replicaSet,
      status: {
        replicas: pods.length,
        fullyLabeledReplicas: pods.length,
        readyReplicas: pods.filter(isReady).length,
        availableReplicas: moments.length - pending.length,
        observedGeneration: replicaSet.metadata.generation ?? 1,
      },
    });
    if (pending.length > 0) queue.add(keyOf(replicaSet), Math.min(...pending) - clock.now());
  }
}

function createPod({ store, events }: World, replicaSet: ReplicaSet): void {
  const { template } = replicaSet.spec;
  const { name, namespace = '' } = replicaSet.metadata;
  const pod = store.create<Pod>({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...template.metadata,
      name: '',
      generateName: `${name}-`,
      namespace,
      ownerReferences: [controllerReference(replicaSet)],
    },
    spec: template.spec,
  });
  events.record(replicaSet, 'Normal', 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`, component);
}

function deleteSurplus(world: World, replicaSet: ReplicaSet, pods: readonly Pod[], surplus: number): void {
  const { store, clock, events } = world;
  const count = Math.min(surplus, burst);
  const order = count < pods.length ? victimOrder(pods, relatedPods(world, replicaSet), clock.now()) : pods;
  for (const { metadata } of order.slice(0, count)) {
    deleteGracefully(store, clock, resources.pods, metadata.namespace, metadata.name);
    events.record(replicaSet, 'Normal', 'SuccessfulDelete', `Deleted pod: ${metadata.name}`, component);
  }
}

/** Pods of every ReplicaSet that has the same owner, the Deployment. */
function relatedPods({ store }: World, replicaSet: ReplicaSet): readonly Pod[] {
  const owner = controllerOf(replicaSet);
  const siblings =
    owner === undefined
      ? [replicaSet]
      : store
          .list<ReplicaSet>(resources.replicaSets, replicaSet.metadata.namespace)
          .filter((other) => controllerOf(other)?.uid === owner.uid);
  return siblings.flatMap((sibling) => controlledBy<Pod>(store, resources.pods, sibling));
}
