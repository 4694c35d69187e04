import { expect, it } from 'vitest';
import type { Node } from '../../../src/cluster/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { nodeColumns } from '../../../src/embedded/apiserver/tables/node-columns.ts';
import { running } from '../kernel/running.ts';

it('a node is listed with its state, and with -o wide with its address and software', () => {
  const { store, clock } = running([], { model: { nodes: [{ name: 'pool', count: 1, cpu: '2', memory: '4Gi' }] } });
  const cells = (wanted: 0 | 1): readonly (readonly unknown[])[] =>
    store
      .list<Node>(resources.nodes)
      .map((node) =>
        nodeColumns.filter(({ priority }) => priority === wanted).map(({ cell }) => cell(node, clock.now())),
      );
  expect(cells(0)).toEqual([['pool-0', 'Ready', '<none>', '0s', expect.stringMatching(/^v1\.\d+/)]]);
  expect(cells(1)).toEqual([
    ['10.128.0.2', '<none>', expect.any(String), expect.any(String), expect.stringMatching(/^containerd:/)],
  ]);
  const [node] = store.list<Node>(resources.nodes);
  if (node) {
    const labels = { 'node-role.kubernetes.io/worker': '', 'node-role.kubernetes.io/batch': '' };
    store.update<Node>({ ...node, metadata: { ...node.metadata, labels }, spec: { unschedulable: true }, status: {} });
  }
  expect(cells(0)[0]?.slice(0, 3)).toEqual(['pool-0', 'Unknown,SchedulingDisabled', 'batch,worker']);
});
