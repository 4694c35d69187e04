import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { ResourceType } from '../../cluster/port.ts';
import { resources } from '../../cluster/resources.ts';
import { deleteGracefully } from '../store/graceful-deletion.ts';
import { qualified } from '../store/refusals.ts';
import type { Component, ObjectStore, World } from '../world.ts';
import { type NewCondition, withConditions } from './conditions.ts';
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
  const types = Object.values(resources).filter(({ namespaced }) => namespaced);
  for (const type of types) {
    for (const { metadata } of store.list(type, name)) deleteGracefully(store, clock, type, name, metadata.name);
  }
  const remaining = types.filter((type) => store.list(type, name).length > 0);
  const live = store.get(resources.namespaces, undefined, name) ?? namespace;
  if (remaining.length === 0) {
    store.update(released(live));
    return;
  }
  const conditions = withConditions(undefined, remainderConditions(store, name, remaining), clock.now());
  store.updateStatus({ ...live, status: { phase: 'Terminating', conditions } });
}

/** Ends the namespace controller's own hold; another finalizer of the namespace keeps it. */
function released(namespace: KubernetesObject): KubernetesObject {
  const { finalizers = [] } = (namespace.spec ?? {}) as { readonly finalizers?: readonly string[] };
  return { ...namespace, spec: { finalizers: finalizers.filter((finalizer) => finalizer !== 'kubernetes') } };
}

/** Why a namespace is still there. */
function remainderConditions(store: ObjectStore, name: string, remaining: readonly ResourceType[]): NewCondition[] {
  const counts = remaining.map((type) => `${qualified(type)} has ${store.list(type, name).length} resource instances`);
  const finalizers = remaining
    .flatMap((type) => store.list(type, name))
    .flatMap(({ metadata }) => metadata.finalizers ?? []);
  const byFinalizer = [...Map.groupBy(finalizers, (finalizer) => finalizer)].map(
    ([finalizer, held]) => `${finalizer} in ${held.length} resource instances`,
  );
  return [
    {
      type: 'NamespaceContentRemaining',
      status: 'True',
      reason: 'SomeResourcesRemain',
      message: `Some resources are remaining: ${counts.join(', ')}`,
    },
    byFinalizer.length === 0
      ? { type: 'NamespaceFinalizersRemaining', status: 'False', reason: 'ContentHasNoFinalizers' }
      : {
          type: 'NamespaceFinalizersRemaining',
          status: 'True',
          reason: 'SomeFinalizersRemain',
          message: `Some content in the namespace has finalizers remaining: ${byFinalizer.join(', ')}`,
        },
  ];
}
