import { describe, expect, test } from 'vitest';
import type { NodeObject } from '../../../src/autoscaling/cluster-autoscaler/from-objects.ts';
import { nodePriceAnnotation } from '../../../src/autoscaling/node-price.ts';
import type { Pod } from '../../../src/autoscaling/objects.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import type { SessionState } from '../../../src/session/state.ts';
import { framedLines } from '../../../src/ui/panes/frame.ts';
import { nodesPane } from '../../../src/ui/panes/nodes/nodes-pane.ts';
import { plain } from '../../../src/ui/text/line.ts';
import { usd } from '../../../src/ui/text/money.ts';
import { backendPod, openedAt, second } from '../support/cluster-objects.ts';
import { byUid, emptyState, failed, live } from '../support/session-states.ts';

const scenario = loadScenario('meme-generator');

function node(name: string, change: Partial<NodeObject> = {}, price = '0.2'): NodeObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, uid: name, annotations: { [nodePriceAnnotation]: price } },
    status: {
      allocatable: { cpu: '4', memory: '16Gi', pods: '110' },
      conditions: [{ type: 'Ready', status: 'True' }],
    },
    ...change,
  };
}

function podOn(nodeName: string | undefined, suffix: string): Pod {
  const bare = backendPod(suffix, nodeName ? 'ready' : 'pending', 0);
  const { nodeName: _, ...spec } = bare.spec;
  const resources = { requests: { cpu: '1', memory: '4Gi' } };
  return {
    ...bare,
    spec: { ...spec, containers: [{ name: 'backend', resources }], ...(nodeName !== undefined && { nodeName }) },
    ...(nodeName === undefined && {
      status: { conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' }] },
    }),
  };
}

function stateOf(nodes: readonly NodeObject[], pods: readonly Pod[] = [], change: Partial<SessionState> = {}) {
  return {
    ...emptyState(),
    now: second(3600),
    others: byUid(...nodes),
    pods: byUid(...pods),
    populations: { pods: [], nodes: [{ at: openedAt, count: nodes.length, usdPerHour: 0.2 * nodes.length }] },
    sources: new Map([['nodes', live(3600)]]),
    ...change,
  };
}

function shown(state: SessionState, columns = 86): readonly string[] {
  const { now } = state;
  const request = { scenario, options: {}, now, openedAt, windowMs: 300_000, scroll: 0, step: 0, columns, rows: 10 };
  const content = nodesPane.content(nodesPane.select(state, scenario, {}), request);
  const size = { columns: columns + 4, rows: 12 };
  return framedLines({ name: nodesPane.name, content, size, focused: false }).map(plain);
}

describe('the nodes pane', () => {
  test('shows what is requested of each node, in the order of their numbers, and what they cost', () => {
    const text = shown(stateOf([node('pool-10'), node('pool-2')], [podOn('pool-2', 'a'), podOn('pool-2', 'b')]));
    expect(text[0]).toContain('Nodes  2');
    expect(text[1]).toContain('$0.40/h   this run $0.40');
    expect(text[2]).toMatch(/NODE +STATUS +PODS +CPU REQUESTED +CPU +MEMORY +PRICE\/H/);
    expect(text[3]).toMatch(/pool-2 +● Ready +2 +▐█████ +▌ +50% +50% +\$0\.20/);
    expect(text[4]).toMatch(/pool-10 +● Ready +0 +▐ +▌ +0% +0%/);
  });

  test('says what is about to happen to a node', () => {
    const tainted = (key: string) => ({ spec: { taints: [{ key, effect: 'NoSchedule' as const }] } });
    const text = shown(
      stateOf([
        node('a', tainted('ToBeDeletedByClusterAutoscaler')),
        node('b', tainted('DeletionCandidateOfClusterAutoscaler')),
        node('c', { spec: { unschedulable: true } }),
        node('d', { status: { conditions: [{ type: 'Ready', status: 'False' }] } }),
      ]),
    ).join('\n');
    expect(text).toMatch(/a +▼ Leaving.*b +▽ Unneeded.*c +◐ Cordoned.*d +◌ NotReady/s);
  });

  test('counts the pods that find no node', () => {
    const text = shown(stateOf([node('pool-1')], [podOn(undefined, 'a'), podOn(undefined, 'b')]));
    expect(text[0]).toContain('! no room');
    expect(text[1]).toContain('! 2 pods find no node');
  });

  test('names no cost where a node does not tell its price', () => {
    const populations = { pods: [], nodes: [{ at: openedAt, count: 1, usdPerHour: null }] };
    const text = shown(stateOf([node('pool-1', {}, 'a lot')], [], { populations })).join('\n');
    expect(text).not.toContain('$');
  });

  test('gives up columns before rows where it is narrow', () => {
    const text = shown(stateOf([node('pool-1')], [podOn('pool-1', 'a')]), 40);
    expect(text.find((row) => row.includes('pool-1'))).toMatch(/pool-1 +● Ready +1 +25% +25%/);
  });

  test('waits, fails and knows an empty cluster', () => {
    expect(shown(stateOf([], [], { sources: new Map() })).join('\n')).toContain('the nodes');
    expect(shown(stateOf([], [], { sources: new Map([['nodes', failed('forbidden')]]) })).join('\n')).toContain(
      'forbidden',
    );
    expect(shown(stateOf([])).join('\n')).toContain('This cluster has no node.');
  });
});

test.each([
  [0, '$0.00'],
  [0.0042, '$0.0042'],
  [0.34, '$0.34'],
  [1234.5, '$1,235'],
])('%f dollars are written %s', (amount, text) => {
  expect(usd(amount)).toBe(text);
});
