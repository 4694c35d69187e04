import { describe, expect, it } from 'vitest';
import type { KubernetesObject } from '../../../src/autoscaling/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { deployment, namespace, pod } from '../kernel/objects.ts';
import { type Autoscaled, autoscaled, small } from './autoscaled.ts';

const flags = { scaleDownUnneededSeconds: 60, scaleDownDelayAfterAddSeconds: 0 };

const budget: KubernetesObject = {
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'web', namespace },
  spec: { selector: { matchLabels: { app: 'web' } }, maxUnavailable: 1 },
};

const web = deployment(2, { container: { resources: { requests: { cpu: '700m', memory: '64Mi' } } } });

/** Two nodes with a pod each: one of them is to be drained. Passes time until it is tainted. */
async function aboutToDrain(objects: readonly KubernetesObject[]): Promise<Autoscaled> {
  const cluster = autoscaled([web, ...objects], { nodes: [{ ...small, count: 2 }], flags });
  for (let second = 0; second < 200 && leaving(cluster) === undefined; second += 1) await cluster.pass(1);
  return cluster;
}

const leaving = (cluster: Autoscaled) =>
  cluster.nodes().find(({ spec }) => spec?.taints?.some(({ key }) => key === 'ToBeDeletedByClusterAutoscaler'));

function allow(cluster: Autoscaled, maxUnavailable: number): void {
  const found = cluster.store.get(resources.podDisruptionBudgets, namespace, 'web');
  if (found) cluster.store.update({ ...found, spec: { ...(found.spec as object), maxUnavailable } });
}

describe('a node is drained', () => {
  it('after its taint: its pod is evicted, runs elsewhere, and the node goes', async () => {
    const cluster = await aboutToDrain([budget]);
    const node = leaving(cluster);
    expect(node?.spec?.taints).toContainEqual(
      expect.objectContaining({ key: 'ToBeDeletedByClusterAutoscaler', value: expect.stringMatching(/^\d{10}$/) }),
    );
    expect(cluster.pods().filter(({ spec }) => spec.nodeName === node?.metadata.name)).toHaveLength(1);
    await cluster.pass(20);
    expect(cluster.nodeNames()).toHaveLength(1);
    expect(cluster.pods().map(({ spec }) => spec.nodeName)).toEqual([...cluster.nodeNames(), ...cluster.nodeNames()]);
  });

  it('when its budget has come to allow it, after refusals', async () => {
    const cluster = await aboutToDrain([budget]);
    allow(cluster, 0);
    await cluster.pass(40);
    expect(leaving(cluster)).toBeDefined();
    expect(cluster.pods().filter(({ metadata }) => metadata.deletionTimestamp)).toEqual([]);
    allow(cluster, 1);
    await cluster.pass(30);
    expect(cluster.nodeNames()).toHaveLength(1);
    expect(cluster.deployment().status?.readyReplicas).toBe(2);
  });

  it('not at all when the budget never does: it stays, says why, and is left alone for a while', async () => {
    const cluster = await aboutToDrain([budget]);
    allow(cluster, 0);
    await cluster.pass(130);
    expect(leaving(cluster)).toBeUndefined();
    expect(cluster.nodeNames()).toHaveLength(2);
    expect(cluster.told()).toContain('ScaleDownFailed Pod: failed to delete pod for ScaleDown');
    expect(cluster.told()).toContain(
      'ScaleDownFailed Node: failed to drain and delete node: failed to evict 1 pods in time',
    );
    allow(cluster, 1);
    await cluster.pass(120);
    expect(cluster.nodeNames()).toHaveLength(2);
    await cluster.pass(600);
    expect(cluster.nodeNames()).toHaveLength(1);
  });

  it('not while a budget allows no disruption to begin with', async () => {
    const strict = { ...budget, spec: { ...(budget.spec as object), maxUnavailable: 0 } };
    expect(leaving(await aboutToDrain([strict]))).toBeUndefined();
  });
});

describe('a node that was to go', () => {
  it('stays when a pod came to it although it was empty', async () => {
    const cluster = autoscaled([], { nodes: [{ ...small, count: 2 }], flags });
    for (let second = 0; second < 200 && leaving(cluster) === undefined; second += 1) await cluster.pass(1);
    const name = leaving(cluster)?.metadata.name ?? '';
    cluster.store.create(pod('late', { spec: { nodeName: name } }));
    await cluster.pass(20);
    expect(cluster.nodeNames()).toContain(name);
    expect(leaving(cluster)).toBeUndefined();
    expect(cluster.told()).toContain(
      `ScaleDownFailed Node: failed to delete empty node: failed to delete empty node "${name}", new pods scheduled`,
    );
  });

  it('and that someone else deletes meanwhile is forgotten', async () => {
    const cluster = await aboutToDrain([]);
    cluster.store.remove(resources.nodes, undefined, leaving(cluster)?.metadata.name ?? '');
    await cluster.pass(120);
    expect(cluster.nodeNames()).toHaveLength(1);
    expect(cluster.status()).not.toContain('beingDeleted');
    expect(cluster.deployment().status?.readyReplicas).toBe(2);
  });
});
