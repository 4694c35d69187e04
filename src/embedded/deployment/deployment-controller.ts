import type { Pod } from '../../autoscaling/objects.ts';
import type { Deployment, ReplicaSet } from '../../cluster/objects.ts';
import { resources } from '../../cluster/resources.ts';
import { controlledBy, controllerOf, keyOf, splitKey } from '../controller/ownership.ts';
import { isFinished } from '../controller/pod-state.ts';
import { WorkQueue } from '../controller/work-queue.ts';
import type { Component, StoreChange, World } from '../world.ts';
import { availableOf, desiredOf, sizeOf, totalSize } from './availability.ts';
import type { Conditions } from './deployment-conditions.ts';
import { type ReplicaCounts, replicaCounts, withAvailability } from './deployment-status.ts';
import { deadlineAt, withNewReplicaSet, withPause, withProgress } from './progress.ts';
import { proportionalSizes } from './proportional-scaling.ts';
import { revisionAnnotation } from './replica-set-annotations.ts';
import { DeploymentReplicaSets, notedDesired } from './replica-sets.ts';
import { newReplicaSetSize, shrunkOldReplicaSets } from './rolling-update.ts';

const reactionMs = 5;
/** The controller looks at a stuck rollout when its deadline is surely over: its moments are whole seconds. */
const afterDeadlineMs = 1000;

/** Rolls out and scales Deployments through their ReplicaSets. */
export class DeploymentController implements Component {
  start(world: World): void {
    const queue = new WorkQueue(world.clock, (key) => reconcile(world, queue, key));
    const enqueueOwner = ({ object }: StoreChange): void => {
      const owner = controllerOf(object);
      if (owner?.kind === 'Deployment') queue.add(`${object.metadata.namespace}/${owner.name}`, reactionMs);
    };
    world.store.subscribe(resources.deployments, ({ object }) => queue.add(keyOf(object), reactionMs));
    world.store.subscribe(resources.replicaSets, enqueueOwner);
    // Recreate waits for the last old pod to leave, which may change no ReplicaSet.
    world.store.subscribe(resources.pods, ({ type, object }) => {
      const owner = controllerOf(object);
      if (type !== 'DELETED' || owner?.kind !== 'ReplicaSet') return;
      const replicaSet = world.store.get(resources.replicaSets, object.metadata.namespace, owner.name);
      if (replicaSet !== undefined) enqueueOwner({ type, object: replicaSet });
    });
  }
}

function reconcile(world: World, queue: WorkQueue, key: string): void {
  const now = world.clock.now();
  const deployment = world.store.get<Deployment>(resources.deployments, ...splitKey(key));
  if (deployment === undefined || deployment.metadata.deletionTimestamp !== undefined) return;
  const replicaSets = new DeploymentReplicaSets(world, deployment);
  const paused = deployment.spec.paused === true;
  let conditions = withPause(deployment, deployment.status?.conditions ?? [], now);
  const rollsOut = !paused && !replicaSets.wasScaled();
  if (rollsOut) {
    const before = replicaSets.current();
    if (deployment.spec.strategy?.type === 'Recreate') recreate(world, deployment, replicaSets);
    else roll(deployment, replicaSets);
    const current = replicaSets.current();
    if (before === undefined && current !== undefined) conditions = withNewReplicaSet(conditions, current, now);
  } else {
    scale(deployment, replicaSets);
    if (paused) replicaSets.removeOutdated();
  }
  const current = replicaSets.current();
  const counts = replicaCounts(current, replicaSets.all());
  conditions = withAvailability(deployment, counts, conditions, now);
  if (rollsOut) conditions = withProgress(deployment, current, counts, conditions, now);
  writeStatus(world, deployment, current, counts, conditions);
  const deadline = deadlineAt(deployment, conditions);
  if (deadline !== undefined) queue.add(key, deadline - now + afterDeadlineMs);
}

/** Sizes change, templates do not: one ReplicaSet takes the whole count, several share it. */
function scale(deployment: Deployment, replicaSets: DeploymentReplicaSets): void {
  const active = replicaSets.all().filter((replicaSet) => sizeOf(replicaSet) > 0);
  const current = replicaSets.current();
  const only =
    active.length === 0 ? (current ?? replicaSets.all().at(-1)) : active.length === 1 ? active[0] : undefined;
  if (only !== undefined) {
    replicaSets.resize(only, desiredOf(deployment));
  } else if (current !== undefined && isSaturated(deployment, current)) {
    for (const old of replicaSets.old()) if (sizeOf(old) > 0) replicaSets.resize(old, 0);
  } else if (deployment.spec.strategy?.type !== 'Recreate') {
    for (const [replicaSet, size] of proportionalSizes(deployment, active.toReversed())) {
      replicaSets.resize(replicaSet, size);
    }
  }
}

function isSaturated(deployment: Deployment, current: ReplicaSet): boolean {
  const desired = desiredOf(deployment);
  return [sizeOf(current), notedDesired(current), availableOf(current)].every((count) => count === desired);
}

/** One step of a rolling update: grow the new ReplicaSet, or else shrink the old ones. */
function roll(deployment: Deployment, replicaSets: DeploymentReplicaSets): void {
  const old = replicaSets.old();
  const current = replicaSets.current();
  if (current === undefined) {
    replicaSets.create(newReplicaSetSize(deployment, 0, old));
    return;
  }
  replicaSets.markCurrent(current);
  const fresh = replicaSets.current() ?? current;
  if (replicaSets.resize(fresh, newReplicaSetSize(deployment, sizeOf(fresh), old))) return;
  for (const [replicaSet, size] of shrunkOldReplicaSets(deployment, fresh, old)) replicaSets.resize(replicaSet, size);
  if (totalSize(replicaSets.old()) === 0 && isSaturated(deployment, fresh)) replicaSets.removeOutdated();
}

/** All old pods leave before the first new one comes. */
function recreate({ store }: World, deployment: Deployment, replicaSets: DeploymentReplicaSets): void {
  const old = replicaSets.old();
  if (totalSize(old) > 0) {
    for (const replicaSet of old) replicaSets.resize(replicaSet, 0);
    return;
  }
  const running = old.flatMap((replicaSet) => controlledBy<Pod>(store, resources.pods, replicaSet));
  if (running.some((pod) => !isFinished(pod))) return;
  const current = replicaSets.current();
  if (current === undefined) {
    replicaSets.create(desiredOf(deployment));
    return;
  }
  replicaSets.markCurrent(current);
  replicaSets.resize(replicaSets.current() ?? current, desiredOf(deployment));
  replicaSets.removeOutdated();
}

function writeStatus(
  { store }: World,
  deployment: Deployment,
  current: ReplicaSet | undefined,
  counts: ReplicaCounts,
  conditions: Conditions,
): void {
  const status = { ...counts, observedGeneration: deployment.metadata.generation ?? 1, conditions };
  const revision = current?.metadata.annotations?.[revisionAnnotation];
  const annotations = { ...deployment.metadata.annotations, ...(revision && { [revisionAnnotation]: revision }) };
  store.update<Deployment>({ ...deployment, metadata: { ...deployment.metadata, annotations }, status });
}
