import { describe, expect, it } from 'vitest';
import { resources } from '../../src/cluster/resources.ts';
import { type Contract, knownConfigMaps } from './cluster-under-test.ts';

/** Lists, gets and raw paths. */
export function readingContract({ test, refTo }: Contract): void {
  describe('reading', () => {
    it('lists objects by namespace and label, with a version to go on from', async () => {
      const { items, resourceVersion } = await test().cluster.list(resources.configMaps, {
        namespace: test().namespace,
        labelSelector: 'group=known',
      });
      expect(items.map(({ metadata }) => metadata.name).toSorted()).toEqual(knownConfigMaps);
      expect(items[0]).toMatchObject({ apiVersion: 'v1', kind: 'ConfigMap' });
      expect(resourceVersion).toMatch(/^\d+$/);
    });

    it('lists objects by field', async () => {
      const { items } = await test().cluster.list(resources.configMaps, {
        namespace: test().namespace,
        fieldSelector: 'metadata.name=beta',
      });
      expect(items.map(({ metadata }) => metadata.name)).toEqual(['beta']);
    });

    it('gets an object, or undefined where there is none', async () => {
      expect((await test().cluster.get(refTo('alpha')))?.metadata.uid).toBeTruthy();
      expect(await test().cluster.get(refTo('nobody'))).toBeUndefined();
    });

    it('refuses a selector that cannot be read', async () => {
      const listing = test().cluster.list(resources.configMaps, {
        namespace: test().namespace,
        labelSelector: 'a in (',
      });
      await expect(listing).rejects.toMatchObject({ name: 'ClusterError', code: 400 });
    });

    it('answers raw paths with JSON, and an unknown one with 404', async () => {
      const path = `/api/v1/namespaces/${test().namespace}/configmaps/alpha`;
      expect(await test().cluster.getRaw(path)).toMatchObject({ kind: 'ConfigMap', metadata: { name: 'alpha' } });
      expect(await test().cluster.getRaw('/version')).toMatchObject({ gitVersion: expect.any(String) as string });
      await expect(test().cluster.getRaw('/apis/nowhere.example/v1/things')).rejects.toMatchObject({ code: 404 });
    });

    it('says what may be done, by type and by metric', async () => {
      const { cluster, namespace } = test();
      const mayDelete = { verb: 'delete', group: 'apps', resource: 'deployments', namespace };
      expect(await cluster.accessReview(mayDelete)).toEqual({ allowed: true, reason: expect.any(String) as string });
      const metric = { verb: 'list', group: 'external.metrics.k8s.io', resource: 's0-lag', namespace };
      expect(await cluster.accessReview(metric)).toMatchObject({ allowed: true });
    });

    it('shows the scale subresource', async () => {
      const path = `/apis/apps/v1/namespaces/${test().namespace}/deployments/web/scale`;
      expect(await test().cluster.getRaw(path)).toMatchObject({
        kind: 'Scale',
        spec: { replicas: 2 },
        status: { selector: 'app=web' },
      });
    });
  });
}
