import { describe, expect, it } from 'vitest';
import type { Deployment } from '../../../src/cluster/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { writeScale } from '../../../src/embedded/scale/scale-subresource.ts';
import { deployment, namespace } from './objects.ts';
import { Programs, type Running, running } from './running.ts';

const target = { apiVersion: 'apps/v1', kind: 'Deployment', namespace, name: 'web' };
const scale = (kernel: Running, replicas: number) => writeScale(kernel, target, replicas, 'kubectl');

function changeImage(kernel: Running, image: string): void {
  const current = kernel.deployment();
  const [web] = current.spec.template.spec.containers;
  const template = { ...current.spec.template, spec: { containers: [{ name: 'web', ...web, image }] } };
  kernel.store.update<Deployment>({ ...current, spec: { ...current.spec, template } });
}

describe('a Deployment', () => {
  it('gets one ReplicaSet, named by the hash of its template, and its pods', async () => {
    const kernel = running([deployment(3)]);
    await kernel.pass(10);
    const [replicaSet] = kernel.replicaSets();
    const hash = replicaSet?.metadata.labels?.['pod-template-hash'];
    expect(replicaSet?.metadata.name).toBe(`web-${hash}`);
    expect(kernel.pods().map(({ metadata }) => metadata.labels)).toEqual(
      Array(3).fill({ app: 'web', 'pod-template-hash': hash }),
    );
    expect(kernel.deployment().status).toMatchObject({
      observedGeneration: 1,
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      unavailableReplicas: 0,
      conditions: [
        { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable' },
        { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' },
      ],
    });
  });

  it('creates pods in batches of 1, 2, 4 …', async () => {
    const kernel = running([deployment(9)]);
    const counts: number[] = [];
    kernel.store.subscribe(resources.replicaSets, () => {
      const { length } = kernel.pods();
      if (length !== counts.at(-1)) counts.push(length);
    });
    await kernel.pass(1);
    expect(counts.filter((count) => count > 0)).toEqual([1, 3, 7, 9]);
  });

  it('says in events what it scales', async () => {
    const kernel = running([deployment(2)]);
    await kernel.pass(10);
    scale(kernel, 5);
    await kernel.pass(10);
    scale(kernel, 1);
    await kernel.pass(10);
    const name = kernel.replicaSets()[0]?.metadata.name;
    expect(kernel.events('Deployment')).toEqual([
      `ScalingReplicaSet: Scaled up replica set ${name} from 0 to 2`,
      `ScalingReplicaSet: Scaled up replica set ${name} from 2 to 5`,
      `ScalingReplicaSet: Scaled down replica set ${name} from 5 to 1`,
    ]);
    expect(kernel.events('ReplicaSet').filter((event) => event.startsWith('SuccessfulDelete'))).toHaveLength(4);
  });

  it('reports its spec at once and its status when pods have followed; terminating pods do not count', async () => {
    const programs = new Programs();
    programs.terminateAfterMs = 20_000;
    const kernel = running([deployment(4)], {}, [programs]);
    await kernel.pass(10);
    scale(kernel, 1);
    expect([kernel.deployment().spec.replicas, kernel.deployment().status?.replicas]).toEqual([1, 4]);
    await kernel.pass(1);
    expect(kernel.deployment().status?.replicas).toBe(1);
    expect(kernel.pods()).toHaveLength(4);
    await kernel.pass(25);
    expect(kernel.pods()).toHaveLength(1);
  });

  it('removes a pod that is not ready before one that is', async () => {
    const kernel = running([deployment(2)]);
    await kernel.pass(10);
    scale(kernel, 3);
    await kernel.pass(0.1);
    const young = kernel.pods().at(-1)?.metadata.name;
    scale(kernel, 2);
    await kernel.pass(10);
    expect(kernel.pods().map(({ metadata }) => metadata.name)).not.toContain(young);
  });

  it('goes to zero and comes back with the same ReplicaSet', async () => {
    const kernel = running([deployment(2)]);
    await kernel.pass(10);
    scale(kernel, 0);
    await kernel.pass(10);
    expect(kernel.pods()).toEqual([]);
    scale(kernel, 1);
    await kernel.pass(10);
    expect(kernel.pods()).toHaveLength(1);
    expect(kernel.replicaSets()).toHaveLength(1);
  });

  it('replaces a pod that is deleted', async () => {
    const kernel = running([deployment(2)]);
    await kernel.pass(10);
    const [first] = kernel.pods();
    kernel.store.remove(resources.pods, namespace, first?.metadata.name ?? '');
    await kernel.pass(10);
    expect(kernel.pods()).toHaveLength(2);
  });

  it('takes its ReplicaSets and pods with it when it is deleted', async () => {
    const kernel = running([deployment(3)]);
    await kernel.pass(10);
    expect(kernel.api.delete({ ...target })).toBe(true);
    await kernel.pass(5);
    expect([kernel.replicaSets(), kernel.pods()]).toEqual([[], []]);
    expect(kernel.kubelet.running()).toEqual([]);
  });
});

describe('a rolling update', () => {
  it('never has more than the surge nor less than the available pods it promises', async () => {
    const probe = { readinessProbe: { initialDelaySeconds: 3, periodSeconds: 1 } };
    const kernel = running([deployment(4, { container: probe })]);
    await kernel.pass(20);
    const bounds = { most: 0, least: 4 };
    kernel.store.subscribe(resources.replicaSets, () => {
      const sets = kernel.replicaSets();
      bounds.most = Math.max(
        bounds.most,
        sets.reduce((sum, { spec }) => sum + (spec.replicas ?? 0), 0),
      );
      bounds.least = Math.min(
        bounds.least,
        sets.reduce((sum, { status }) => sum + (status?.availableReplicas ?? 0), 0),
      );
    });
    changeImage(kernel, 'web:2');
    await kernel.pass(120);
    expect(bounds).toEqual({ most: 5, least: 3 });
    expect(kernel.pods().map(({ spec }) => spec.containers[0]?.image)).toEqual(Array(4).fill('web:2'));
    expect(kernel.replicaSets().map(({ spec }) => spec.replicas)).toEqual([0, 4]);
    expect(kernel.deployment().metadata.annotations?.['deployment.kubernetes.io/revision']).toBe('2');
  });

  it('spreads a new count over both ReplicaSets in proportion to their sizes', async () => {
    const programs = new Programs();
    const probe = { readinessProbe: { periodSeconds: 1 } };
    const kernel = running([deployment(10, { container: probe })], {}, [programs]);
    await kernel.pass(20);
    programs.ready = false;
    const { store } = kernel;
    // Only new pods are probed again in time: the old ones need three failures.
    changeImage(kernel, 'web:2');
    await kernel.pass(1);
    const before = kernel.replicaSets().map(({ spec }) => spec.replicas);
    expect(before).toEqual([8, 5]);
    scale(kernel, 20);
    await kernel.pass(0.05);
    // 20 + 5 surge pods in place of 10 + 3: 12 more, shared 8 : 5.
    expect(
      store.list(resources.replicaSets, namespace).map(({ spec }) => (spec as { replicas: number }).replicas),
    ).toEqual([15, 10]);
  });

  it('of type Recreate waits until the last old pod has left', async () => {
    const programs = new Programs();
    programs.terminateAfterMs = 5000;
    const kernel = running([deployment(2, { spec: { strategy: { type: 'Recreate' } } })], {}, [programs]);
    await kernel.pass(10);
    changeImage(kernel, 'web:2');
    await kernel.pass(4);
    expect(kernel.replicaSets()).toHaveLength(1);
    await kernel.pass(10);
    expect(kernel.pods().map(({ spec }) => spec.containers[0]?.image)).toEqual(['web:2', 'web:2']);
  });

  it('back to an earlier template uses its ReplicaSet again, as the newest revision', async () => {
    const kernel = running([deployment(1)]);
    await kernel.pass(10);
    changeImage(kernel, 'web:2');
    await kernel.pass(20);
    changeImage(kernel, 'web:1');
    await kernel.pass(20);
    const revisions = kernel
      .replicaSets()
      .map(({ metadata }) => metadata.annotations?.['deployment.kubernetes.io/revision']);
    expect(revisions).toEqual(['3', '2']);
  });
});
