import { describe, expect, it } from 'vitest';
import type { PodSpec } from '../../../src/autoscaling/objects.ts';
import type { Node, Taint } from '../../../src/cluster/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { pod } from '../kernel/objects.ts';
import { type Running, running } from '../kernel/running.ts';

const twoNodes = { model: { nodes: [{ name: 'n', count: 2, cpu: '1', memory: '1Gi' }] } };
const reserved: Taint = { key: 'dedicated', value: 'batch', effect: 'NoSchedule' };

/** A pod that requests so much cpu, created now. */
function ask(kernel: Running, name: string, cpu: string, spec: Partial<PodSpec> = {}): void {
  const containers = [{ name: 'web', image: 'web:1', resources: { requests: { cpu } } }];
  kernel.store.create(pod(name, { spec: { containers, ...spec } }));
}

function changeNode(kernel: Running, name: string, change: (node: Node) => Node): void {
  const node = kernel.store.get<Node>(resources.nodes, undefined, name);
  if (node) kernel.store.update(change(node));
}

const taint = (kernel: Running, name: string, taints: readonly Taint[]) =>
  changeNode(kernel, name, (node) => ({ ...node, spec: { ...node.spec, taints } }));
const nodeOf = (kernel: Running, name: string) => kernel.pod(name)?.spec.nodeName;
const refusal = (kernel: Running, name: string) =>
  kernel.pod(name)?.status?.conditions?.find(({ type }) => type === 'PodScheduled')?.message;

describe('the scheduler keeps pods off', () => {
  it('nodes with a taint they do not tolerate, and lets in those that do', async () => {
    const kernel = running([], twoNodes);
    taint(kernel, 'n-0', [reserved]);
    taint(kernel, 'n-1', [reserved]);
    ask(kernel, 'a', '100m');
    ask(kernel, 'b', '100m', {
      tolerations: [{ key: 'dedicated', operator: 'Equal', value: 'batch', effect: 'NoSchedule' }],
    });
    await kernel.pass(1);
    expect(nodeOf(kernel, 'b')).toBe('n-0');
    expect(refusal(kernel, 'a')).toBe(
      '0/2 nodes are available: 2 node(s) had untolerated taint(s). preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.',
    );
    taint(kernel, 'n-1', []);
    await kernel.pass(1);
    expect(nodeOf(kernel, 'a')).toBe('n-1');
  });

  it('cordoned nodes, nodes its selector does not match, and nodes that are full, each with its reason', async () => {
    const nodes = [{ name: 'n', count: 3, cpu: '1', memory: '1Gi', labels: { disk: 'ssd' } }];
    const kernel = running([], { model: { nodes } });
    changeNode(kernel, 'n-0', (node) => ({ ...node, spec: { ...node.spec, unschedulable: true } }));
    changeNode(kernel, 'n-1', (node) => ({
      ...node,
      metadata: { ...node.metadata, labels: { ...node.metadata.labels, disk: 'hdd' } },
    }));
    ask(kernel, 'a', '800m', { nodeSelector: { disk: 'ssd' } });
    ask(kernel, 'b', '800m', { nodeSelector: { disk: 'ssd' } });
    await kernel.pass(1);
    expect(nodeOf(kernel, 'a')).toBe('n-2');
    expect(refusal(kernel, 'b')).toBe(
      "0/3 nodes are available: 1 Insufficient cpu, 1 node(s) didn't match Pod's node affinity/selector, 1 node(s) were unschedulable. " +
        'preemption: 0/3 nodes are available: 1 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.',
    );
  });

  it('nodes too small for them however empty, which no preemption could help', async () => {
    const kernel = running([], twoNodes);
    ask(kernel, 'a', '2');
    await kernel.pass(1);
    expect(refusal(kernel, 'a')).toMatch(/2 Insufficient cpu\. preemption: .* 2 Preemption is not helpful/);
  });

  it('nodes that have as many pods as their kubelet takes', async () => {
    const kernel = running([], { model: { nodes: [{ name: 'n', count: 1, cpu: '4', memory: '1Gi' }] } });
    changeNode(kernel, 'n-0', (node) => ({
      ...node,
      status: { ...node.status, allocatable: { ...node.status?.allocatable, pods: '2' } },
    }));
    for (const name of ['a', 'b', 'c']) ask(kernel, name, '0');
    await kernel.pass(1);
    expect(refusal(kernel, 'c')).toContain('1 Too many pods');
  });
});

it('a node that would rather not have a pod is chosen last', async () => {
  const kernel = running([], twoNodes);
  taint(kernel, 'n-0', [{ ...reserved, effect: 'PreferNoSchedule' }]);
  for (const name of ['a', 'b', 'c']) ask(kernel, name, '400m');
  await kernel.pass(1);
  expect(['a', 'b', 'c'].map((name) => nodeOf(kernel, name))).toEqual(['n-1', 'n-1', 'n-0']);
});

it('a pod that ends gives its room to one that waits', async () => {
  const kernel = running([], { model: { nodes: [{ name: 'n', count: 1, cpu: '1', memory: '1Gi' }] } });
  ask(kernel, 'a', '1');
  ask(kernel, 'b', '1');
  await kernel.pass(1);
  expect(nodeOf(kernel, 'b')).toBeUndefined();
  const first = kernel.pod('a');
  if (first) kernel.store.updateStatus({ ...first, status: { ...first.status, phase: 'Succeeded' } });
  await kernel.pass(1);
  expect(nodeOf(kernel, 'b')).toBe('n-0');
});

it('a pod that is resized where it runs counts with what it requests now', async () => {
  const kernel = running([], { model: { nodes: [{ name: 'n', count: 1, cpu: '1', memory: '1Gi' }] } });
  ask(kernel, 'a', '800m');
  await kernel.pass(1);
  const first = kernel.pod('a');
  const requests = { cpu: '100m' };
  if (first) {
    kernel.store.update({
      ...first,
      spec: { ...first.spec, containers: [{ name: 'web', image: 'web:1', resources: { requests } }] },
    });
  }
  ask(kernel, 'b', '800m');
  await kernel.pass(1);
  expect(nodeOf(kernel, 'b')).toBe('n-0');
});
