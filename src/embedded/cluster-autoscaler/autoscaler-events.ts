import type { AutoscalerEvent } from '../../autoscaling/cluster-autoscaler/model.ts';
import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { resources } from '../../cluster/resources.ts';
import type { ObjectStore, World } from '../world.ts';
import { statusConfigMap } from './status-config-map.ts';

const component = 'cluster-autoscaler';

/** Writes the autoscaler's Events about objects that are still there. */
export function recordEvents({ store, events }: World, written: readonly AutoscalerEvent[]): void {
  for (const { about, type, reason, message } of written) {
    const object = objectOf(store, about);
    if (object) events.record(object, type, reason, message, component);
  }
}

function objectOf(store: ObjectStore, about: AutoscalerEvent['about']): KubernetesObject | undefined {
  switch (about.kind) {
    case 'Pod':
      return store.get(resources.pods, about.namespace, about.name);
    case 'Node':
      return store.get(resources.nodes, undefined, about.name);
    case 'ConfigMap':
      return store.get(resources.configMaps, statusConfigMap.namespace, statusConfigMap.name);
    default:
      return about satisfies never;
  }
}
