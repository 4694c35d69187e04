import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { resources } from '../../cluster/resources.ts';
import { deleteGracefully } from '../store/graceful-deletion.ts';
import type { Component, World } from '../world.ts';
import { WorkQueue } from './work-queue.ts';

const reactionMs = 50;

/** Empties a namespace that is being deleted, then lets it go. */
export class NamespaceController implements Component {
  start(world: World): void {
    const terminating = new Set<string>();
    const queue = new WorkQueue(world.clock, (name) => empty(world, name));
    world.store.subscribe(resources.namespaces, ({ type, object }) => {
      const { name, deletionTimestamp } = object.metadata;
      if (type === 'DELETED') terminating.delete(name);
      else if (deletionTimestamp !== undefined) terminating.add(name);
      if (terminating.has(name)) queue.add(name, reactionMs);
    });
    world.store.subscribe('all', ({ type, object }) => {
      const { namespace } = object.metadata;
      if (type !== 'MODIFIED' && namespace !== undefined && terminating.has(namespace))
        queue.add(namespace, reactionMs);
    });
  }
}

function empty({ store, clock }: World, name: string): void {
  const namespace = store.get(resources.namespaces, undefined, name);
  if (namespace?.metadata.deletionTimestamp === undefined) return;
  store.updateStatus({ ...namespace, status: { phase: 'Terminating' } });
  const types = Object.values(resources).filter(({ namespaced }) => namespaced);
  for (const type of types) {
    for (const { metadata } of store.list(type, name)) deleteGracefully(store, clock, type, name, metadata.name);
  }
  if (types.every((type) => store.list(type, name).length === 0))
    store.update(released(store.get(resources.namespaces, undefined, name) ?? namespace));
}

function released(namespace: KubernetesObject): KubernetesObject {
  return { ...namespace, spec: { finalizers: [] } };
}
