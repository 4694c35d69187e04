import type { Pod } from '../../autoscaling/objects.ts';
import { resources } from '../../cluster/resources.ts';
import { keyOf, splitKey } from '../controller/ownership.ts';
import { WorkQueue } from '../controller/work-queue.ts';
import type { Component, ObjectStore, World } from '../world.ts';
import { disruptionStatus } from './disruption-status.ts';
import type { PodDisruptionBudget } from './pod-disruption-budget.ts';

const reactionMs = 20;
/** When an eviction is looked at again that no deletion followed. */
const recheckMs = 2 * 60_000;
const component = 'controllermanager';

/** Keeps the status of PodDisruptionBudgets: how many of their pods are healthy, and how many may be evicted now. */
export class DisruptionController implements Component {
  start(world: World): void {
    const { store, clock } = world;
    const queue = new WorkQueue(clock, (key) => reconcile(world, queue, key));
    const enqueueAll = (namespace: string | undefined): void => {
      for (const budget of store.list(resources.podDisruptionBudgets, namespace)) queue.add(keyOf(budget), reactionMs);
    };
    store.subscribe(resources.podDisruptionBudgets, ({ object }) => queue.add(keyOf(object), reactionMs));
    store.subscribe(resources.pods, ({ object }) => enqueueAll(object.metadata.namespace));
    store.subscribe(resources.deployments, ({ object }) => enqueueAll(object.metadata.namespace));
    store.subscribe(resources.replicaSets, ({ object }) => enqueueAll(object.metadata.namespace));
  }
}

/** The pods a budget is about. */
export function podsOf(store: ObjectStore, { spec, metadata }: PodDisruptionBudget): readonly Pod[] {
  return spec.selector === undefined ? [] : store.select<Pod>(resources.pods, metadata.namespace ?? '', spec.selector);
}

function reconcile(world: World, queue: WorkQueue, key: string): void {
  const { store, clock, events } = world;
  const budget = store.get<PodDisruptionBudget>(resources.podDisruptionBudgets, ...splitKey(key));
  if (budget === undefined) return;
  const pods = podsOf(store, budget);
  const isNew = budget.status === undefined;
  if (pods.length === 0 && isNew) events.record(budget, 'Normal', 'NoPods', 'No matching pods found', component);
  const status = disruptionStatus(store, budget, pods, clock.now());
  store.updateStatus<PodDisruptionBudget>({ ...budget, status });
  if (status.disruptedPods !== undefined) queue.add(key, recheckMs);
}
