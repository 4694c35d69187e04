import { expect, test } from 'vitest';
import { ClusterError, type ResourceType } from '../../../src/cluster/port.ts';
import { readNamespace } from '../../../src/session/discovery/read-namespace.ts';
import { MemoryCluster } from '../memory-cluster.ts';
import { deployment, hpa, namespace } from './objects.ts';

class RefusingCluster extends MemoryCluster {
  readonly refusals = new Map<string, ClusterError>();

  override async list(type: ResourceType, options = {}) {
    const refusal = this.refusals.get(type.plural);
    if (refusal) throw refusal;
    return super.list(type, options);
  }
}

test('a kind that is not served or not allowed counts as none, with the reason kept', async () => {
  const cluster = new RefusingCluster();
  cluster.put(deployment('web'));
  cluster.put(hpa('web', 'web'));
  cluster.refusals.set('scaledobjects', new ClusterError(404, 'NotFound', 'not found'));
  cluster.refusals.set('verticalpodautoscalers', new ClusterError(403, 'Forbidden', 'forbidden'));
  const read = await readNamespace(cluster, namespace);
  expect(read.hpas.map(({ metadata }) => metadata.name)).toEqual(['web']);
  expect(read.deployments.map(({ metadata }) => metadata.name)).toEqual(['web']);
  expect([...read.unread].map(([plural, { code }]) => [plural, code])).toEqual([
    ['scaledobjects', 404],
    ['verticalpodautoscalers', 403],
  ]);
});

test('a server that is not reached is an error', async () => {
  const cluster = new RefusingCluster();
  cluster.refusals.set('deployments', new ClusterError(0, 'ServiceUnavailable', 'connection refused'));
  await expect(readNamespace(cluster, namespace)).rejects.toMatchObject({ code: 0 });
});
