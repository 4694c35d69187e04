import { describe, expect, it } from 'vitest';
import type { Pod } from '../../../src/autoscaling/objects.ts';
import { formatTime, plusMs } from '../../../src/autoscaling/units.ts';
import { victimOrder } from '../../../src/embedded/replicaset/victim-order.ts';
import { pod } from './objects.ts';
import { startAt } from './setup.ts';

interface Traits {
  readonly node?: string | undefined;
  readonly phase?: 'Pending' | 'Unknown' | 'Running';
  readonly ready?: boolean;
  readonly readySecondsAgo?: number;
  readonly ageSeconds?: number;
  readonly cost?: string;
  readonly restarts?: number;
  readonly sidecarRestarts?: number;
  readonly uid?: string;
}

function podWith(name: string, traits: Traits = {}): Pod {
  const {
    phase = 'Running',
    ready = true,
    readySecondsAgo = 100,
    ageSeconds = 200,
    cost,
    restarts = 0,
    uid = name,
  } = traits;
  const node = 'node' in traits ? traits.node : name;
  const since = (seconds: number) => formatTime(plusMs(startAt, -seconds * 1000));
  const base = pod(name);
  const status = (restartCount: number) => [{ name: 'web', ready, restartCount }];
  return {
    ...base,
    metadata: {
      ...base.metadata,
      uid,
      creationTimestamp: since(ageSeconds),
      ...(cost === undefined ? {} : { annotations: { 'controller.kubernetes.io/pod-deletion-cost': cost } }),
    },
    spec: { ...base.spec, ...(node === undefined ? {} : { nodeName: node }) },
    status: {
      phase,
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False', lastTransitionTime: since(readySecondsAgo) }],
      containerStatuses: status(restarts),
      initContainerStatuses: status(traits.sidecarRestarts ?? 0),
    },
  };
}

const order = (pods: readonly Pod[], related: readonly Pod[] = pods) =>
  victimOrder(pods, related, startAt).map(({ metadata }) => metadata.name);

describe('scale-down removes first', () => {
  it.each<[rule: string, first: Traits, second: Traits]>([
    ['pods without a node', { node: undefined, phase: 'Pending' }, { phase: 'Pending', ready: false }],
    ['pending before unknown', { phase: 'Pending', ready: false }, { phase: 'Unknown', ready: false, cost: '-5' }],
    ['unknown before running', { phase: 'Unknown', ready: true, cost: '5' }, { ready: false }],
    ['not-ready pods', { ready: false, cost: '100' }, { cost: '-100' }],
    ['the lower deletion cost', { cost: '-1' }, {}],
    ['the more recently ready, by powers of two', { readySecondsAgo: 60 }, { readySecondsAgo: 600 }],
    ['within a power of two the smaller uid', { readySecondsAgo: 110, uid: '1' }, { readySecondsAgo: 100, uid: '2' }],
    ['more restarts, when ready equally long', { restarts: 3 }, {}],
    ['more sidecar restarts', { sidecarRestarts: 2 }, {}],
    ['the newer one, when not ready', { ready: false, ageSeconds: 10 }, { ready: false, ageSeconds: 1000 }],
  ])('%s', (_rule, first, second) => {
    const [a, b] = [podWith('a', first), podWith('b', second)];
    expect(order([a, b])).toEqual(['a', 'b']);
    expect(order([b, a])).toEqual(['a', 'b']);
  });

  it('pods on the node that has most pods of the same owner, other ReplicaSets included', () => {
    const own = [podWith('a', { node: 'n1' }), podWith('b', { node: 'n2' })];
    const sibling = podWith('old', { node: 'n2' });
    expect(order(own, [...own, sibling])).toEqual(['b', 'a']);
  });

  it('ignores pods that have ended when it counts those of a node', () => {
    const own = [podWith('a', { node: 'n1', uid: '1' }), podWith('b', { node: 'n2', uid: '2', readySecondsAgo: 600 })];
    const ended: Pod = { ...podWith('old', { node: 'n2' }), status: { phase: 'Succeeded' } };
    expect(order(own, [...own, ended])).toEqual(['a', 'b']);
  });
});
