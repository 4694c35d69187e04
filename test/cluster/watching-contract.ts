import { describe, expect, it } from 'vitest';
import type { KubernetesObject } from '../../src/autoscaling/objects.ts';
import type { ReflectorHealth, WatchEvent } from '../../src/cluster/port.ts';
import { resources } from '../../src/cluster/resources.ts';
import { type Contract, knownConfigMaps, writer } from './cluster-under-test.ts';

/** Watches and reflected views. */
export function watchingContract({ test, configMap, refTo }: Contract): void {
  describe('watching', () => {
    const names = (events: readonly WatchEvent[]) =>
      events.flatMap((event) => (event.type === 'BOOKMARK' ? [] : [`${event.type} ${event.object.metadata.name}`]));

    it('tells of present objects first, then of changes in order', async () => {
      const events: WatchEvent[] = [];
      const stop = test().cluster.watch(
        resources.configMaps,
        { namespace: test().namespace, labelSelector: 'group' },
        { onEvent: (event) => events.push(event), onEnd: () => {} },
      );
      await test().eventually(() => events.length >= knownConfigMaps.length);
      await test().cluster.apply(configMap('gamma'), writer);
      await test().cluster.apply(configMap('gamma', { key: 'other' }), writer);
      await test().cluster.delete(refTo('gamma'));
      await test().eventually(() => names(events).includes('DELETED gamma'));
      expect(names(events).slice(0, 2).toSorted()).toEqual(['ADDED alpha', 'ADDED beta']);
      expect(names(events).slice(2)).toEqual(['ADDED gamma', 'MODIFIED gamma', 'DELETED gamma']);
      stop();
    });

    it('goes on from a version without telling what was before', async () => {
      const { resourceVersion } = await test().cluster.list(resources.configMaps, { namespace: test().namespace });
      await test().cluster.apply(configMap('gamma'), writer);
      const events: WatchEvent[] = [];
      const stop = test().cluster.watch(
        resources.configMaps,
        { namespace: test().namespace, resourceVersion },
        { onEvent: (event) => events.push(event), onEnd: () => {} },
      );
      await test().eventually(() => names(events).length > 0);
      expect(names(events)).toEqual(['ADDED gamma']);
      stop();
    });

    it('tells nothing after it was stopped, and may be stopped twice', async () => {
      const events: WatchEvent[] = [];
      const stop = test().cluster.watch(
        resources.configMaps,
        { namespace: test().namespace },
        { onEvent: (event) => events.push(event), onEnd: () => {} },
      );
      await test().eventually(() => events.length > 0);
      stop();
      stop();
      const before = events.length;
      await test().cluster.apply(configMap('gamma'), writer);
      const other: WatchEvent[] = [];
      const stopOther = test().cluster.watch(
        resources.configMaps,
        { namespace: test().namespace, fieldSelector: 'metadata.name=gamma' },
        { onEvent: (event) => other.push(event), onEnd: () => {} },
      );
      await test().eventually(() => other.length > 0);
      expect(events).toHaveLength(before);
      stopOther();
    });

    it('keeps a reflected view in step and says that it is live', async () => {
      const view = new Map<string, KubernetesObject>();
      const health: ReflectorHealth['state'][] = [];
      const stop = test().cluster.reflect(
        resources.configMaps,
        { namespace: test().namespace, labelSelector: 'group' },
        {
          onUpsert: (object) => view.set(object.metadata.name, object),
          onDelete: (object) => view.delete(object.metadata.name),
          onHealth: ({ state }) => health.push(state),
        },
      );
      await test().eventually(() => health.includes('live'));
      expect(health).toEqual(['connecting', 'live']);
      expect([...view.keys()].toSorted()).toEqual(knownConfigMaps);
      await test().cluster.apply(configMap('gamma'), writer);
      await test().cluster.delete(refTo('alpha'));
      await test().eventually(() => view.has('gamma') && !view.has('alpha'));
      stop();
    });
  });
}
