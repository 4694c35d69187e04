import { describe, expect, it } from 'vitest';
import { nodePricePerHourUsd } from '../../../src/autoscaling/node-price.ts';
import type { Node, Taint } from '../../../src/cluster/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { deployment, pod } from '../kernel/objects.ts';
import { type Running, running } from '../kernel/running.ts';

const pool = { name: 'pool', count: 2, cpu: '2', memory: '4Gi', pricePerHourUsd: 0.19, labels: { disk: 'ssd' } };
const setup = { model: { nodes: [pool] } };

function nodeOf(kernel: Running, name: string): Node {
  const node = kernel.store.get<Node>(resources.nodes, undefined, name);
  if (!node) throw new Error(`no node ${name}`);
  return node;
}

const taintsOf = (kernel: Running, name: string) => nodeOf(kernel, name).spec?.taints?.map(({ key }) => key) ?? [];

function setTaints(kernel: Running, name: string, taints: readonly Taint[]): void {
  const node = nodeOf(kernel, name);
  kernel.store.update({ ...node, spec: { ...node.spec, taints } });
}

function setReady(kernel: Running, name: string, status: 'True' | 'False'): void {
  const node = nodeOf(kernel, name);
  kernel.store.updateStatus({ ...node, status: { ...node.status, conditions: [{ type: 'Ready', status }] } });
}

describe('a node', () => {
  it('says what it is, where, what it has, and what it costs', () => {
    const kernel = running([], setup);
    const node = nodeOf(kernel, 'pool-1');
    expect(node.metadata.labels).toMatchObject({
      disk: 'ssd',
      'kubernetes.io/hostname': 'pool-1',
      'node.kubernetes.io/instance-type': 'pool',
      'topology.kubernetes.io/zone': 'embedded-a',
      'harmony.dev/node-group': 'pool',
    });
    expect(nodePricePerHourUsd(node)).toBe(0.19);
    expect(node.spec).toEqual({ providerID: 'harmony://embedded-a/pool-1' });
    expect(node.status).toMatchObject({
      capacity: { cpu: '2', memory: '4Gi', pods: '110' },
      allocatable: { cpu: '2', memory: '3996Mi', pods: '110' },
      addresses: [
        { type: 'InternalIP', address: '10.128.0.3' },
        { type: 'Hostname', address: 'pool-1' },
      ],
      nodeInfo: { operatingSystem: 'linux', architecture: 'amd64' },
    });
    expect(node.status?.conditions?.map(({ type, status }) => `${type}=${status}`)).toEqual([
      'MemoryPressure=False',
      'DiskPressure=False',
      'PIDPressure=False',
      'Ready=True',
    ]);
  });

  it('has its own machine id, the same in every run of a seed', () => {
    const idOf = (seed: number, name: string) =>
      (nodeOf(running([], { ...setup, seed }), name).status as { nodeInfo?: { machineID?: string } }).nodeInfo
        ?.machineID;
    expect(idOf(1, 'pool-0')).toMatch(/^[0-9a-f]{32}$/);
    expect(idOf(1, 'pool-0')).toBe(idOf(1, 'pool-0'));
    expect(new Set([idOf(1, 'pool-0'), idOf(1, 'pool-1'), idOf(2, 'pool-0')]).size).toBe(3);
  });

  it('that is not ready, or cordoned, is tainted until that is over', async () => {
    const kernel = running([], setup);
    setReady(kernel, 'pool-0', 'False');
    kernel.store.update({ ...nodeOf(kernel, 'pool-1'), spec: { unschedulable: true } });
    await kernel.pass(1);
    expect(taintsOf(kernel, 'pool-0')).toEqual(['node.kubernetes.io/not-ready']);
    expect(taintsOf(kernel, 'pool-1')).toEqual(['node.kubernetes.io/unschedulable']);
    kernel.store.create(pod('a'));
    await kernel.pass(1);
    expect(kernel.pod('a')?.spec.nodeName).toBeUndefined();
    setReady(kernel, 'pool-0', 'True');
    await kernel.pass(1);
    expect(taintsOf(kernel, 'pool-0')).toEqual([]);
    expect(kernel.pod('a')?.spec.nodeName).toBe('pool-0');
  });
});

describe('a NoExecute taint', () => {
  const out: Taint = { key: 'maintenance', effect: 'NoExecute' };

  it('drives pods away that do not tolerate it, and others when their patience ends', async () => {
    const forSeconds = (tolerationSeconds?: number) => ({
      spec: {
        nodeName: 'pool-0',
        tolerations: [
          {
            key: 'maintenance',
            operator: 'Exists' as const,
            ...(tolerationSeconds !== undefined && { tolerationSeconds }),
          },
        ],
      },
    });
    const kernel = running(
      [pod('goes', { spec: { nodeName: 'pool-0' } }), pod('waits', forSeconds(60)), pod('stays', forSeconds())],
      setup,
    );
    await kernel.pass(10);
    setTaints(kernel, 'pool-0', [out]);
    await kernel.pass(5);
    expect(kernel.pods().map(({ metadata }) => metadata.name)).toEqual(['waits', 'stays']);
    expect(kernel.events('Pod')).toContain('TaintManagerEviction: Marking for deletion Pod shop/goes');
    await kernel.pass(60);
    expect(kernel.pods().map(({ metadata }) => metadata.name)).toEqual(['stays']);
  });
});

describe('when a node goes', () => {
  it('its pods go after it, and their controllers replace them elsewhere', async () => {
    const kernel = running([deployment(4)], setup);
    await kernel.pass(10);
    const lost = kernel.pods().filter(({ spec }) => spec.nodeName === 'pool-0');
    expect(lost).toHaveLength(2);
    kernel.store.remove(resources.nodes, undefined, 'pool-0');
    await kernel.pass(35);
    expect(kernel.pods().filter(({ spec }) => spec.nodeName === 'pool-0')).toHaveLength(2);
    await kernel.pass(20);
    expect(kernel.pods().map(({ spec }) => spec.nodeName)).toEqual(Array(4).fill('pool-1'));
    expect(kernel.deployment().status?.readyReplicas).toBe(4);
  });
});
