import { describe, expect, it } from 'vitest';
import { resources } from '../../../src/cluster/resources.ts';
import { deleteGracefully } from '../../../src/embedded/store/graceful-deletion.ts';
import { namespace, pod } from './objects.ts';
import { running } from './running.ts';

const asking = (name: string, cpu: string) =>
  pod(name, { spec: { containers: [{ name: 'web', image: 'web:1', resources: { requests: { cpu } } }] } });
const twoNodes = { model: { nodes: [{ name: 'n', count: 2, cpu: '1', memory: '1Gi' }] } };

describe('the scheduler', () => {
  it('spreads pods over the emptiest nodes', async () => {
    const kernel = running(
      ['a', 'b', 'c', 'd'].map((name) => asking(name, '300m')),
      twoNodes,
    );
    await kernel.pass(1);
    expect(kernel.pods().map(({ spec }) => spec.nodeName)).toEqual(['n-0', 'n-1', 'n-0', 'n-1']);
  });

  it('leaves a pod Pending that fits nowhere, says why, and binds it when room appears', async () => {
    const kernel = running([asking('a', '800m'), asking('b', '800m'), asking('c', '800m')], twoNodes);
    await kernel.pass(10);
    const message =
      '0/2 nodes are available: 2 Insufficient cpu. preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.';
    expect(kernel.pod('c')?.status).toMatchObject({
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
    });
    expect(kernel.events('Pod')).toContain(`FailedScheduling: ${message}`);
    deleteGracefully(kernel.store, kernel.clock, resources.pods, namespace, 'a');
    await kernel.pass(3);
    expect(kernel.pod('c')?.spec.nodeName).toBe('n-0');
    expect(kernel.pod('c')?.status?.conditions?.find(({ type }) => type === 'PodScheduled')?.status).toBe('True');
  });

  it('counts the largest init container where that is more than the containers together', async () => {
    const big = pod('a', {
      spec: {
        containers: [{ name: 'web', image: 'web:1', resources: { requests: { cpu: '100m' } } }],
        initContainers: [{ name: 'warm', image: 'web:1', resources: { requests: { cpu: '2' } } }],
      },
    });
    const kernel = running([big], twoNodes);
    await kernel.pass(1);
    expect(kernel.pod('a')?.spec.nodeName).toBeUndefined();
  });
});
