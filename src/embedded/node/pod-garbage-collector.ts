import type { Pod } from '../../autoscaling/objects.ts';
import type { Node } from '../../cluster/objects.ts';
import { resources } from '../../cluster/resources.ts';
import { withConditions } from '../controller/conditions.ts';
import { isFinished } from '../controller/pod-state.ts';
import type { Component, World } from '../world.ts';

/** A node may come back under its name: only when it has been gone for so long, its pods are given up (podgc, quarantineTime). */
const quarantineMs = 40_000;

const message = 'PodGC: node no longer exists';

/** Removes the pods of nodes that are gone, whose kubelets can no longer do it. Their controllers replace them. */
export class PodGarbageCollector implements Component {
  start(world: World): void {
    world.store.subscribe(resources.nodes, ({ type, object }) => {
      const { name } = object.metadata;
      if (type === 'DELETED') world.clock.after(quarantineMs, () => collect(world, name));
    });
  }
}

function collect({ store, clock }: World, nodeName: string): void {
  if (store.get<Node>(resources.nodes, undefined, nodeName)) return;
  for (const pod of store.list<Pod>(resources.pods)) {
    if (pod.spec.nodeName !== nodeName) continue;
    if (!isFinished(pod)) {
      const disruption = { type: 'DisruptionTarget', status: 'True', reason: 'DeletionByPodGC', message } as const;
      const conditions = withConditions(pod.status?.conditions, [disruption], clock.now());
      store.updateStatus<Pod>({ ...pod, status: { ...pod.status, phase: 'Failed', conditions } });
    }
    store.remove(resources.pods, pod.metadata.namespace, pod.metadata.name);
  }
}
