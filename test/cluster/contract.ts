import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KubernetesObject } from '../../src/autoscaling/objects.ts';
import type { Cluster, ObjectRef, ReflectorHealth, WatchEvent } from '../../src/cluster/port.ts';
import { resources } from '../../src/cluster/resources.ts';

/** A cluster on which the contract may write, with known objects in it. */
export interface ClusterUnderTest {
  readonly cluster: Cluster;
  /** A namespace of its own, which holds the ConfigMaps below and a Deployment `web` (labels app=web, two replicas, its pods running). */
  readonly namespace: string;
  /** Resolves once the condition holds, letting the cluster's time pass meanwhile; rejects when it takes too long. */
  eventually(holds: () => boolean | Promise<boolean>): Promise<void>;
  dispose(): Promise<void>;
}

/** ConfigMaps that must be there, all with the label `group: known`. */
export const knownConfigMaps = ['alpha', 'beta'];

/** What every adapter of the Cluster port does. Registers tests in the current file. */
export function clusterContract(adapter: string, start: () => Promise<ClusterUnderTest>): void {
  describe(`the Cluster port of ${adapter}`, () => {
    let test: ClusterUnderTest;
    beforeEach(async () => {
      test = await start();
    });
    afterEach(() => test.dispose());

    const configMap = (name: string, data: Readonly<Record<string, string>> = { key: 'value' }): KubernetesObject => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace: test.namespace, labels: { group: 'new' } },
      data,
    });
    const refTo = (name: string): ObjectRef => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      namespace: test.namespace,
      name,
    });
    const web = (): ObjectRef => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: test.namespace,
      name: 'web',
    });
    const writer = { fieldManager: 'contract' };
    const known = { labelSelector: 'group=known' };

    describe('reading', () => {
      it('lists objects by namespace and label, with a version to go on from', async () => {
        const { items, resourceVersion } = await test.cluster.list(resources.configMaps, {
          namespace: test.namespace,
          ...known,
        });
        expect(items.map(({ metadata }) => metadata.name).toSorted()).toEqual(knownConfigMaps);
        expect(items[0]).toMatchObject({ apiVersion: 'v1', kind: 'ConfigMap' });
        expect(resourceVersion).toMatch(/^\d+$/);
      });

      it('lists objects by field', async () => {
        const { items } = await test.cluster.list(resources.configMaps, {
          namespace: test.namespace,
          fieldSelector: 'metadata.name=beta',
        });
        expect(items.map(({ metadata }) => metadata.name)).toEqual(['beta']);
      });

      it('gets an object, or undefined where there is none', async () => {
        expect((await test.cluster.get(refTo('alpha')))?.metadata.uid).toBeTruthy();
        expect(await test.cluster.get(refTo('nobody'))).toBeUndefined();
      });

      it('refuses a selector that cannot be read', async () => {
        const listing = test.cluster.list(resources.configMaps, { namespace: test.namespace, labelSelector: 'a in (' });
        await expect(listing).rejects.toMatchObject({ name: 'ClusterError', code: 400 });
      });

      it('answers raw paths with JSON, and an unknown one with 404', async () => {
        const path = `/api/v1/namespaces/${test.namespace}/configmaps/alpha`;
        expect(await test.cluster.getRaw(path)).toMatchObject({ kind: 'ConfigMap', metadata: { name: 'alpha' } });
        expect(await test.cluster.getRaw('/version')).toMatchObject({ gitVersion: expect.any(String) as string });
        await expect(test.cluster.getRaw('/apis/nowhere.example/v1/things')).rejects.toMatchObject({ code: 404 });
      });

      it('shows the scale subresource', async () => {
        const path = `/apis/apps/v1/namespaces/${test.namespace}/deployments/web/scale`;
        expect(await test.cluster.getRaw(path)).toMatchObject({
          kind: 'Scale',
          spec: { replicas: 2 },
          status: { selector: 'app=web' },
        });
      });
    });

    describe('writing', () => {
      it('creates by apply and takes note of the manager', async () => {
        const stored = await test.cluster.apply(configMap('gamma'), writer);
        expect(stored.metadata.managedFields?.[0]).toMatchObject({ manager: 'contract', operation: 'Apply' });
        expect((await test.cluster.get(refTo('gamma')))?.data).toEqual({ key: 'value' });
      });

      it('removes by apply what it applied before and does not list any more', async () => {
        await test.cluster.apply(configMap('gamma', { one: '1', two: '2' }), writer);
        const stored = await test.cluster.apply(configMap('gamma', { two: '2' }), writer);
        expect(stored.data).toEqual({ two: '2' });
      });

      it('does not take a field from another manager unless forced', async () => {
        await test.cluster.apply(configMap('gamma', { key: 'theirs' }), { fieldManager: 'other' });
        const taking = test.cluster.apply(configMap('gamma', { key: 'ours' }), writer);
        await expect(taking).rejects.toMatchObject({
          code: 409,
          reason: 'Conflict',
          message: 'Apply failed with 1 conflict: conflict with "other" using v1: .data.key',
        });
        const stored = await test.cluster.apply(configMap('gamma', { key: 'ours' }), { ...writer, force: true });
        expect(stored.data).toEqual({ key: 'ours' });
      });

      it('checks a dry run and stores nothing', async () => {
        const shown = await test.cluster.apply(configMap('gamma'), { ...writer, dryRun: true });
        expect(shown.data).toEqual({ key: 'value' });
        expect(await test.cluster.get(refTo('gamma'))).toBeUndefined();
        await test.cluster.scale(web(), 7, { ...writer, dryRun: true });
        expect((await test.cluster.get(web()))?.spec).toMatchObject({ replicas: 2 });
        expect(await test.cluster.delete(refTo('alpha'), { dryRun: true })).toBe(true);
        expect(await test.cluster.get(refTo('alpha'))).toBeDefined();
      });

      it('refuses what the API server would: a missing namespace, an invalid object', async () => {
        const lost = { ...configMap('gamma'), metadata: { name: 'gamma', namespace: 'no-such-namespace' } };
        await expect(test.cluster.apply(lost, writer)).rejects.toMatchObject({ code: 404, reason: 'NotFound' });
        await expect(test.cluster.apply(configMap('Not A Name'), writer)).rejects.toMatchObject({
          code: 422,
          reason: 'Invalid',
        });
      });

      it('scales a Deployment, whose pods follow', async () => {
        await test.cluster.scale(web(), 3, writer);
        const scaled = await test.cluster.get(web());
        expect(scaled?.spec).toMatchObject({ replicas: 3 });
        const { generation = 0 } = scaled?.metadata ?? {};
        expect(generation).toBeGreaterThan(1);
        await test.eventually(async () => {
          const { items } = await test.cluster.list(resources.pods, {
            namespace: test.namespace,
            labelSelector: 'app=web',
          });
          return items.length === 3;
        });
      });

      it('refuses to scale what is not there', async () => {
        const scaling = test.cluster.scale({ ...web(), name: 'nobody' }, 3, writer);
        await expect(scaling).rejects.toMatchObject({ code: 404, reason: 'NotFound' });
      });

      it('deletes, and says when there was nothing to delete', async () => {
        expect(await test.cluster.delete(refTo('alpha'))).toBe(true);
        await test.eventually(async () => (await test.cluster.get(refTo('alpha'))) === undefined);
        expect(await test.cluster.delete(refTo('alpha'))).toBe(false);
      });

      it('deletes dependents in the background', async () => {
        expect(await test.cluster.delete(web())).toBe(true);
        await test.eventually(async () => {
          const { items } = await test.cluster.list(resources.replicaSets, { namespace: test.namespace });
          return items.length === 0;
        });
      });
    });

    describe('watching', () => {
      const names = (events: readonly WatchEvent[]) =>
        events.flatMap((event) => (event.type === 'BOOKMARK' ? [] : [`${event.type} ${event.object.metadata.name}`]));

      it('tells of present objects first, then of changes in order', async () => {
        const events: WatchEvent[] = [];
        const stop = test.cluster.watch(
          resources.configMaps,
          { namespace: test.namespace, labelSelector: 'group' },
          { onEvent: (event) => events.push(event), onEnd: () => {} },
        );
        await test.eventually(() => events.length >= knownConfigMaps.length);
        await test.cluster.apply(configMap('gamma'), writer);
        await test.cluster.apply(configMap('gamma', { key: 'other' }), writer);
        await test.cluster.delete(refTo('gamma'));
        await test.eventually(() => names(events).includes('DELETED gamma'));
        expect(names(events).slice(0, 2).toSorted()).toEqual(['ADDED alpha', 'ADDED beta']);
        expect(names(events).slice(2)).toEqual(['ADDED gamma', 'MODIFIED gamma', 'DELETED gamma']);
        stop();
      });

      it('goes on from a version without telling what was before', async () => {
        const { resourceVersion } = await test.cluster.list(resources.configMaps, { namespace: test.namespace });
        await test.cluster.apply(configMap('gamma'), writer);
        const events: WatchEvent[] = [];
        const stop = test.cluster.watch(
          resources.configMaps,
          { namespace: test.namespace, resourceVersion },
          { onEvent: (event) => events.push(event), onEnd: () => {} },
        );
        await test.eventually(() => names(events).length > 0);
        expect(names(events)).toEqual(['ADDED gamma']);
        stop();
      });

      it('tells nothing after it was stopped, and may be stopped twice', async () => {
        const events: WatchEvent[] = [];
        const stop = test.cluster.watch(
          resources.configMaps,
          { namespace: test.namespace },
          { onEvent: (event) => events.push(event), onEnd: () => {} },
        );
        await test.eventually(() => events.length > 0);
        stop();
        stop();
        const before = events.length;
        await test.cluster.apply(configMap('gamma'), writer);
        const other: WatchEvent[] = [];
        const stopOther = test.cluster.watch(
          resources.configMaps,
          { namespace: test.namespace, fieldSelector: 'metadata.name=gamma' },
          { onEvent: (event) => other.push(event), onEnd: () => {} },
        );
        await test.eventually(() => other.length > 0);
        expect(events).toHaveLength(before);
        stopOther();
      });

      it('keeps a reflected view in step and says that it is live', async () => {
        const view = new Map<string, KubernetesObject>();
        const health: ReflectorHealth['state'][] = [];
        const stop = test.cluster.reflect(
          resources.configMaps,
          { namespace: test.namespace, labelSelector: 'group' },
          {
            onUpsert: (object) => view.set(object.metadata.name, object),
            onDelete: (object) => view.delete(object.metadata.name),
            onHealth: ({ state }) => health.push(state),
          },
        );
        await test.eventually(() => health.includes('live'));
        expect(health).toEqual(['connecting', 'live']);
        expect([...view.keys()].toSorted()).toEqual(knownConfigMaps);
        await test.cluster.apply(configMap('gamma'), writer);
        await test.cluster.delete(refTo('alpha'));
        await test.eventually(() => view.has('gamma') && !view.has('alpha'));
        stop();
      });
    });

    describe('logs', () => {
      it('of a pod that does not exist end with 404', async () => {
        const ends: (number | undefined)[] = [];
        test.cluster.logs(
          { namespace: test.namespace, name: 'nobody' },
          { onLine: () => {}, onEnd: (error) => ends.push(error?.code) },
        );
        await test.eventually(() => ends.length > 0);
        expect(ends).toEqual([404]);
      });
    });

    it('refuses a service proxy to a service that does not exist', async () => {
      const call = test.cluster.serviceProxy({ namespace: test.namespace, name: 'nobody', port: 80 }, '/');
      await expect(call).rejects.toMatchObject({ name: 'ClusterError' });
    });
  });
}
