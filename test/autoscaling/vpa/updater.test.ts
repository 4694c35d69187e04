import { describe, expect, it } from 'vitest';
import type { ContainerStatus, Pod, PodStatus, ResourceList } from '../../../src/autoscaling/objects.ts';
import { formatTime, plusMs } from '../../../src/autoscaling/units.ts';
import type { UpdateMode, VerticalPodAutoscaler } from '../../../src/autoscaling/vpa/objects.ts';
import { planUpdate, type UpdateInput } from '../../../src/autoscaling/vpa/updater.ts';
import { hourMs, minuteMs, start } from './usage-fixture.ts';

const now = plusMs(start, 24 * hourMs);

function vpa(updatePolicy: VerticalPodAutoscaler['spec']['updatePolicy'] = { updateMode: 'Recreate' }) {
  return {
    apiVersion: 'autoscaling.k8s.io/v1',
    kind: 'VerticalPodAutoscaler',
    metadata: { name: 'web', namespace: 'default' },
    spec: { targetRef: { kind: 'Deployment', name: 'web' }, updatePolicy },
    status: {
      recommendation: {
        containerRecommendations: [
          {
            containerName: 'app',
            target: { cpu: '100m' },
            lowerBound: { cpu: '50m' },
            upperBound: { cpu: '200m' },
            uncappedTarget: { cpu: '100m' },
          },
        ],
      },
    },
  } satisfies VerticalPodAutoscaler;
}

interface PodShape {
  readonly requests?: ResourceList;
  readonly ageMs?: number;
  readonly status?: Partial<PodStatus>;
  readonly deleting?: boolean;
  readonly owner?: string | null;
}

function pod(
  name: string,
  { requests = { cpu: '100m' }, ageMs = hourMs, status, deleting, owner }: PodShape = {},
): Pod {
  const uid = owner === undefined ? 'rs' : owner;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      ...(deleting && { deletionTimestamp: formatTime(now) }),
      ...(uid !== null && {
        ownerReferences: [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: uid, uid, controller: true }],
      }),
    },
    spec: { containers: [{ name: 'app', resources: { requests } }] },
    status: { phase: 'Running', startTime: formatTime(plusMs(now, -ageMs)), ...status },
  };
}

function plan(pods: readonly Pod[], overrides: Partial<UpdateInput> = {}) {
  const configuredReplicas = () => pods.length;
  const { evictions, kept } = planUpdate({ vpa: vpa(), pods, configuredReplicas, now, ...overrides });
  const reasons = (verdicts: typeof kept) => verdicts.map((one) => [one.pod.metadata.name, one.verdict.because]);
  return { evicted: reasons(evictions), kept: reasons(kept) };
}

function killedAfter(milliseconds: number): Partial<PodStatus> {
  const terminated = {
    exitCode: 137,
    reason: 'OOMKilled',
    startedAt: formatTime(start),
    finishedAt: formatTime(plusMs(start, milliseconds)),
  };
  const status: ContainerStatus = { name: 'app', ready: true, restartCount: 1, lastState: { terminated } };
  return { containerStatuses: [status] };
}

describe('a pod is evicted', () => {
  it.each<[string, PodShape, string]>([
    ['when a request is below the lower bound', { requests: { cpu: '49m' } }, 'outside-recommended-range'],
    ['when a request is above the upper bound', { requests: { cpu: '201m' } }, 'outside-recommended-range'],
    ['when a request is missing', { requests: {} }, 'outside-recommended-range'],
    [
      'when it is 12 h old and ten percent off',
      { requests: { cpu: '0.1112' }, ageMs: 12 * hourMs },
      'long-lived-and-different',
    ],
    [
      'when it was OOM killed within ten minutes and would change',
      { requests: { cpu: '101m' }, status: killedAfter(10 * minuteMs - 1000) },
      'quick-oom',
    ],
  ])('%s', (_when, shape, because) => {
    expect(plan([pod('a', shape), pod('b')]).evicted).toEqual([['a', because]]);
  });
});

describe('a pod is kept', () => {
  it.each<[string, PodShape, string]>([
    ['at the lower bound', { requests: { cpu: '50m' } }, 'short-lived'],
    ['at the upper bound', { requests: { cpu: '200m' } }, 'short-lived'],
    ['a second before it is 12 h old', { requests: { cpu: '150m' }, ageMs: 12 * hourMs - 1000 }, 'short-lived'],
    [
      'when it is old but less than ten percent off',
      { requests: { cpu: '109m' }, ageMs: 99 * hourMs },
      'difference-too-small',
    ],
    ['when it was OOM killed and has the target', { status: killedAfter(1000) }, 'same-resources'],
    [
      'when it ran ten minutes before the kill',
      { requests: { cpu: '101m' }, status: killedAfter(10 * minuteMs) },
      'short-lived',
    ],
  ])('%s', (_when, shape, because) => {
    expect(plan([pod('a', shape), pod('b')])).toEqual({
      evicted: [],
      kept: [
        ['a', because],
        ['b', 'short-lived'],
      ],
    });
  });

  it('in modes Off and Initial, and before there is a recommendation', () => {
    const small = [pod('a', { requests: {} }), pod('b', { requests: {} })];
    for (const updateMode of ['Off', 'Initial'] satisfies UpdateMode[]) {
      expect(plan(small, { vpa: vpa({ updateMode }) }).evicted).toEqual([]);
    }
    expect(plan(small, { vpa: { ...vpa(), status: {} } }).evicted).toEqual([]);
  });

  it('when its container is off by policy', () => {
    const off = vpa();
    const spec = { ...off.spec, resourcePolicy: { containerPolicies: [{ containerName: '*', mode: 'Off' as const }] } };
    expect(plan([pod('a', { requests: {} }), pod('b')], { vpa: { ...off, spec } }).evicted).toEqual([]);
  });
});

describe('the difference that counts', () => {
  it('is summed over resources', () => {
    const both = vpa();
    const advice = {
      containerName: 'app',
      target: { cpu: '106m', memory: '106Mi' },
      lowerBound: {},
      upperBound: {},
      uncappedTarget: {},
    };
    const input = { ...both, status: { recommendation: { containerRecommendations: [advice] } } };
    const old = pod('a', { requests: { cpu: '100m', memory: '100Mi' }, ageMs: 13 * hourMs });
    expect(plan([old, pod('b')], { vpa: input }).evicted).toEqual([['b', 'outside-recommended-range']]);
    const [first] = planUpdate({ vpa: input, pods: [old], configuredReplicas: () => 2, now }).kept;
    expect(first?.priority.resourceDiff).toBeCloseTo(0.12, 12);
    expect(first?.verdict.because).toBe('too-few-replicas');
  });
});

describe('evictions of one owner', () => {
  const small = (count: number, shape: PodShape = {}) =>
    Array.from({ length: count }, (_, i) => pod(`p${i}`, { requests: { cpu: '10m' }, ...shape }));

  it.each([
    [2, 1],
    [3, 1],
    [4, 2],
    [10, 5],
  ])('of %d replicas are at most %d', (replicas, evicted) => {
    const result = plan(small(replicas));
    expect(result.evicted).toHaveLength(evicted);
    expect(result.kept).toHaveLength(replicas - evicted);
    expect(new Set(result.kept.map(([, because]) => because))).toEqual(new Set(['too-many-disrupted']));
  });

  it('do not happen with a single replica, unless the VPA allows it', () => {
    expect(plan(small(1)).kept).toEqual([['p0', 'too-few-replicas']]);
    expect(plan(small(1), { vpa: vpa({ updateMode: 'Auto', minReplicas: 1 }) }).evicted).toHaveLength(1);
  });

  it('count pods that are missing already', () => {
    expect(plan(small(6), { configuredReplicas: () => 10 }).evicted).toHaveLength(1);
    expect(plan(small(5), { configuredReplicas: () => 10 }).evicted).toHaveLength(0);
  });

  it('do not count pending pods, which may always go', () => {
    expect(plan(small(4, { status: { phase: 'Pending' } })).evicted).toHaveLength(4);
  });

  it('leave out pods being deleted and pods without owner', () => {
    const others = [pod('gone', { requests: {}, deleting: true }), pod('bare', { requests: {}, owner: null })];
    expect(plan(others, { configuredReplicas: () => 2 })).toEqual({ evicted: [], kept: [['bare', 'no-owner']] });
  });

  it('begin with pods that want to grow, then with those that differ most', () => {
    const pods = [
      pod('shrink', { requests: { cpu: '1000m' } }),
      pod('grow', { requests: { cpu: '40m' } }),
      pod('grow-more', { requests: { cpu: '10m' } }),
      pod('fine'),
      pod('fine-too'),
      pod('fine-three'),
    ];
    expect(plan(pods).evicted.map(([name]) => name)).toEqual(['grow-more', 'grow', 'shrink']);
  });
});
