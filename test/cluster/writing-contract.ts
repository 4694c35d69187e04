import { describe, expect, it } from 'vitest';
import { resources } from '../../src/cluster/resources.ts';
import { type Contract, writer } from './cluster-under-test.ts';

/** Apply, scale, delete and their refusals. */
export function writingContract({ test, configMap, refTo, web }: Contract): void {
  describe('writing', () => {
    it('creates by apply and takes note of the manager', async () => {
      const stored = await test().cluster.apply(configMap('gamma'), writer);
      expect(stored.metadata.managedFields?.[0]).toMatchObject({ manager: 'contract', operation: 'Apply' });
      expect((await test().cluster.get(refTo('gamma')))?.data).toEqual({ key: 'value' });
    });

    it('removes by apply what it applied before and does not list any more', async () => {
      await test().cluster.apply(configMap('gamma', { one: '1', two: '2' }), writer);
      const stored = await test().cluster.apply(configMap('gamma', { two: '2' }), writer);
      expect(stored.data).toEqual({ two: '2' });
    });

    it('does not take a field from another manager unless forced', async () => {
      await test().cluster.apply(configMap('gamma', { key: 'theirs' }), { fieldManager: 'other' });
      const taking = test().cluster.apply(configMap('gamma', { key: 'ours' }), writer);
      await expect(taking).rejects.toMatchObject({
        code: 409,
        reason: 'Conflict',
        message: 'Apply failed with 1 conflict: conflict with "other" using v1: .data.key',
      });
      const stored = await test().cluster.apply(configMap('gamma', { key: 'ours' }), { ...writer, force: true });
      expect(stored.data).toEqual({ key: 'ours' });
    });

    it('checks a dry run and stores nothing', async () => {
      const shown = await test().cluster.apply(configMap('gamma'), { ...writer, dryRun: true });
      expect(shown.data).toEqual({ key: 'value' });
      expect(await test().cluster.get(refTo('gamma'))).toBeUndefined();
      await test().cluster.scale(web(), 7, { ...writer, dryRun: true });
      expect((await test().cluster.get(web()))?.spec).toMatchObject({ replicas: 2 });
      expect(await test().cluster.delete(refTo('alpha'), { dryRun: true })).toBe(true);
      expect(await test().cluster.get(refTo('alpha'))).toBeDefined();
    });

    it('refuses what the API server would: a missing namespace, an invalid object', async () => {
      const lost = { ...configMap('gamma'), metadata: { name: 'gamma', namespace: 'no-such-namespace' } };
      await expect(test().cluster.apply(lost, writer)).rejects.toMatchObject({ code: 404, reason: 'NotFound' });
      await expect(test().cluster.apply(configMap('Not A Name'), writer)).rejects.toMatchObject({
        code: 422,
        reason: 'Invalid',
      });
    });

    it('replaces an object: what is not given any more is gone', async () => {
      const stored = await test().cluster.apply(configMap('gamma', { one: '1', two: '2' }), { fieldManager: 'other' });
      const replaced = await test().cluster.replace(configMap('gamma', { two: 'zwei' }), writer);
      expect(replaced.data).toEqual({ two: 'zwei' });
      expect(replaced.metadata.uid).toBe(stored.metadata.uid);
      expect(replaced.metadata.resourceVersion).not.toBe(stored.metadata.resourceVersion);
      expect((await test().cluster.get(refTo('gamma')))?.data).toEqual({ two: 'zwei' });
    });

    it('does not replace what has changed since it was read, or is not there', async () => {
      const read = await test().cluster.apply(configMap('gamma'), writer);
      await test().cluster.apply(configMap('gamma', { key: 'changed' }), writer);
      await expect(test().cluster.replace(read, writer)).rejects.toMatchObject({ code: 409, reason: 'Conflict' });
      await expect(test().cluster.replace(configMap('nobody'), writer)).rejects.toMatchObject({ code: 404 });
    });

    it('hands fields back to those who had them', async () => {
      const theirs = await test().cluster.apply(configMap('gamma'), { fieldManager: 'other' });
      const ours = await test().cluster.replace(configMap('gamma', { key: 'ours' }), writer);
      expect(ours.metadata.managedFields?.map(({ manager }) => manager)).toContain('contract');
      const again = await test().cluster.replace(configMap('gamma'), writer);
      const { managedFields } = theirs.metadata;
      const metadata = { ...again.metadata, ...(managedFields && { managedFields }) };
      const handed = await test().cluster.replace({ ...again, metadata }, writer);
      expect(handed.metadata.managedFields).toEqual(managedFields);
    });

    it('replaces nothing in a dry run', async () => {
      await test().cluster.apply(configMap('gamma'), writer);
      const shown = await test().cluster.replace(configMap('gamma', { key: 'new' }), { ...writer, dryRun: true });
      expect(shown.data).toEqual({ key: 'new' });
      expect((await test().cluster.get(refTo('gamma')))?.data).toEqual({ key: 'value' });
    });

    it('scales a Deployment, whose pods follow', async () => {
      await test().cluster.scale(web(), 3, writer);
      const scaled = await test().cluster.get(web());
      expect(scaled?.spec).toMatchObject({ replicas: 3 });
      const { generation = 0 } = scaled?.metadata ?? {};
      expect(generation).toBeGreaterThan(1);
      await test().eventually(async () => {
        const { items } = await test().cluster.list(resources.pods, {
          namespace: test().namespace,
          labelSelector: 'app=web',
        });
        return items.length === 3;
      });
    });

    it('refuses to scale what is not there', async () => {
      const scaling = test().cluster.scale({ ...web(), name: 'nobody' }, 3, writer);
      await expect(scaling).rejects.toMatchObject({ code: 404, reason: 'NotFound' });
    });

    it('deletes, and says when there was nothing to delete', async () => {
      expect(await test().cluster.delete(refTo('alpha'))).toBe(true);
      await test().eventually(async () => (await test().cluster.get(refTo('alpha'))) === undefined);
      expect(await test().cluster.delete(refTo('alpha'))).toBe(false);
    });

    it('deletes dependents in the background', async () => {
      expect(await test().cluster.delete(web())).toBe(true);
      await test().eventually(async () => {
        const { items } = await test().cluster.list(resources.replicaSets, { namespace: test().namespace });
        return items.length === 0;
      });
    });
  });
}
