import type { OwnerReference, Pod } from '../../autoscaling/objects.ts';
import type { VerticalPodAutoscaler } from '../../autoscaling/vpa/objects.ts';
import { planUpdate } from '../../autoscaling/vpa/updater.ts';
import type { ReplicaSet } from '../../cluster/objects.ts';
import { ClusterError } from '../../cluster/port.ts';
import { resources } from '../../cluster/resources.ts';
import { controllerOf } from '../controller/ownership.ts';
import { isActive } from '../controller/pod-state.ts';
import type { Component, ObjectStore, World } from '../world.ts';
import { controllingVpa } from './controlling-vpa.ts';
import { updateModeOf, vpasOf } from './vpa-store.ts';

const component = 'vpa-updater';
const intervalMs = 60_000;
/** Updater and recommender each count their minutes from their own start; the updater's is a little later, as it waits for the webhook. */
const startDelayMs = 15_000;

/**
 * The VPA updater: each minute it evicts pods whose requests are too far from what is recommended, so that their owner creates them
 * anew and admission gives them other requests. In mode InPlaceOrRecreate it does the same: no pod is resized in place here.
 */
export class Updater implements Component {
  start(world: World): void {
    world.clock.after(startDelayMs, () => world.clock.every(intervalMs, () => pass(world)));
  }
}

function pass(world: World): void {
  const { store, clock } = world;
  const vpas = vpasOf(store).filter(evictsPods);
  for (const [vpa, pods] of podsByVpa(store, vpas)) {
    const { evictions } = planUpdate({
      vpa,
      pods,
      configuredReplicas: (owner) => configuredReplicas(store, vpa.metadata.namespace ?? '', owner),
      now: clock.now(),
    });
    for (const { pod } of evictions) evict(world, vpa, pod);
  }
}

function evictsPods(vpa: VerticalPodAutoscaler): boolean {
  const mode = updateModeOf(vpa);
  return mode !== 'Off' && mode !== 'Initial';
}

/** The pods each VPA is in charge of: every pod obeys one VPA at most. */
function podsByVpa(
  store: ObjectStore,
  vpas: readonly VerticalPodAutoscaler[],
): ReadonlyMap<VerticalPodAutoscaler, readonly Pod[]> {
  const owned = new Map<VerticalPodAutoscaler, Pod[]>();
  for (const [namespace, candidates] of Map.groupBy(vpas, ({ metadata }) => metadata.namespace ?? '')) {
    for (const pod of store.list<Pod>(resources.pods, namespace)) {
      const vpa = controllingVpa(store, pod, candidates);
      if (vpa === undefined) continue;
      const known = owned.get(vpa);
      if (known === undefined) owned.set(vpa, [pod]);
      else known.push(pod);
    }
  }
  return owned;
}

/** A Job has no number of replicas: the pods it has stand for it. */
function configuredReplicas(store: ObjectStore, namespace: string, owner: OwnerReference): number | undefined {
  switch (owner.kind) {
    case 'ReplicaSet': {
      const replicaSet = store.get<ReplicaSet>(resources.replicaSets, namespace, owner.name);
      return replicaSet && (replicaSet.spec.replicas ?? 1);
    }
    case 'Job':
      return store.list<Pod>(resources.pods, namespace).filter((pod) => isActive(pod) && isOf(pod, owner)).length;
    default:
      return undefined;
  }
}

function isOf(pod: Pod, owner: OwnerReference): boolean {
  return controllerOf(pod)?.uid === owner.uid;
}

/** An eviction that a PodDisruptionBudget refuses is left for the next pass, without a word to anyone but the updater's log. */
function evict({ evict: evictPod, events }: World, vpa: VerticalPodAutoscaler, pod: Pod): void {
  const { namespace = '', name } = pod.metadata;
  try {
    evictPod({ namespace, name });
  } catch (error) {
    if (error instanceof ClusterError) return;
    throw error;
  }
  const told = 'Pod was evicted by VPA Updater to apply resource recommendation.';
  events.record(pod, 'Normal', 'EvictedByVPA', told, component);
  const toldOfVpa = `VPA Updater evicted Pod ${name} to apply resource recommendation.`;
  events.record(vpa, 'Normal', 'EvictedPod', toldOfVpa, component);
}
