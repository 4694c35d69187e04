import { describe, expect, test } from 'vitest';
import { humanDuration } from '../../../src/autoscaling/kubectl/human-duration.ts';
import { summarizePod } from '../../../src/autoscaling/kubectl/pod-summary.ts';
import type {
  HorizontalPodAutoscaler,
  MetricSpec,
  MetricStatus,
  Pod,
  PodStatus,
} from '../../../src/autoscaling/objects.ts';
import { epochMs } from '../../../src/autoscaling/units.ts';
import { hpaTargets } from '../../../src/embedded/apiserver/tables/hpa-targets.ts';

test.each<[number, string]>([
  [-5, '<invalid>'],
  [0, '0s'],
  [119, '119s'],
  [120, '2m'],
  [245, '4m5s'],
  [600, '10m'],
  [179 * 60, '179m'],
  [3 * 3600, '3h'],
  [3 * 3600 + 120, '3h2m'],
  [47 * 3600, '47h'],
  [49 * 3600, '2d1h'],
  [8 * 86_400, '8d'],
  [3 * 365 * 86_400, '3y'],
])('an age of %d seconds is %s', (seconds, expected) => {
  expect(humanDuration(seconds * 1000)).toBe(expected);
});

describe('targets of an HPA', () => {
  const hpa = (
    metrics: readonly MetricSpec[],
    currentMetrics: readonly MetricStatus[] = [],
  ): HorizontalPodAutoscaler => ({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'web' },
    spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' }, maxReplicas: 3, metrics },
    status: { currentMetrics },
  });
  const cpu: MetricSpec = {
    type: 'Resource',
    resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 50 } },
  };
  const pods: MetricSpec = {
    type: 'Pods',
    pods: { metric: { name: 'm' }, target: { type: 'AverageValue', averageValue: '20m' } },
  };
  const lag: MetricSpec = {
    type: 'External',
    external: { metric: { name: 'lag' }, target: { type: 'AverageValue', averageValue: '5' } },
  };

  test('that are not known yet', () => {
    expect(hpaTargets(hpa([cpu]))).toBe('cpu: <unknown>/50%');
    expect(hpaTargets(hpa([]))).toBe('<none>');
  });

  test('beside what they are now', () => {
    const current: MetricStatus = { type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: 37 } } };
    const queue: MetricStatus = {
      type: 'External',
      external: { metric: { name: 'lag' }, current: { averageValue: '2500m' } },
    };
    expect(hpaTargets(hpa([cpu, lag], [current, queue]))).toBe('cpu: 37%/50%, 2500m/5 (avg)');
  });

  test('of which two are shown', () => {
    expect(hpaTargets(hpa([pods, cpu, lag, lag]))).toBe('<unknown>/20m, cpu: <unknown>/50% + 2 more...');
  });
});

describe('the status of a pod', () => {
  const now = epochMs(Date.UTC(2025, 0, 1));
  const pod = (status: PodStatus, change: Partial<Pod['metadata']> = {}): Pod => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p', ...change },
    spec: { containers: [{ name: 'c' }], initContainers: [{ name: 'a' }, { name: 'b' }] },
    status,
  });
  const base = { name: 'c', ready: false, restartCount: 0 };
  const done = { ...base, name: 'a', state: { terminated: { exitCode: 0 } } };
  const doneB = { ...done, name: 'b' };

  test.each<[string, Pod, string]>([
    [
      'waits for its first init container',
      pod({ phase: 'Pending', initContainerStatuses: [{ ...base, name: 'a', state: { running: {} } }] }),
      'Init:0/2',
    ],
    [
      'waits for the second one',
      pod({ phase: 'Pending', initContainerStatuses: [done, { ...base, name: 'b', state: { running: {} } }] }),
      'Init:1/2',
    ],
    [
      'has one that fails',
      pod({
        phase: 'Pending',
        initContainerStatuses: [{ ...base, name: 'a', state: { terminated: { exitCode: 3 } } }],
      }),
      'Init:ExitCode:3',
    ],
    [
      'has one that backs off',
      pod({
        phase: 'Pending',
        initContainerStatuses: [{ ...base, name: 'a', state: { waiting: { reason: 'CrashLoopBackOff' } } }],
      }),
      'Init:CrashLoopBackOff',
    ],
    [
      'pulls',
      pod({
        phase: 'Pending',
        initContainerStatuses: [done, doneB],
        containerStatuses: [{ ...base, state: { waiting: { reason: 'ContainerCreating' } } }],
      }),
      'ContainerCreating',
    ],
    [
      'runs',
      pod({
        phase: 'Running',
        initContainerStatuses: [done, doneB],
        containerStatuses: [{ ...base, ready: true, state: { running: {} } }],
      }),
      'Running',
    ],
    [
      'was killed',
      pod({
        phase: 'Running',
        containerStatuses: [{ ...base, state: { terminated: { exitCode: 137, reason: 'OOMKilled' } } }],
      }),
      'OOMKilled',
    ],
    [
      'is going',
      pod({ phase: 'Running', containerStatuses: [] }, { deletionTimestamp: '2025-01-01T00:00:00Z' }),
      'Terminating',
    ],
    [
      'is over',
      pod({
        phase: 'Succeeded',
        containerStatuses: [{ ...base, state: { terminated: { exitCode: 0, reason: 'Completed' } } }],
      }),
      'Completed',
    ],
  ])('that %s', (_case, shown, expected) => {
    expect(summarizePod(shown, now).status).toBe(expected);
  });

  test('counts restarts and says when the last one was', () => {
    const lastState = { terminated: { exitCode: 1, finishedAt: '2024-12-31T23:58:00Z' } };
    const running = { ...base, ready: true, restartCount: 3, lastState, state: { running: {} } };
    const shown = pod({ phase: 'Running', initContainerStatuses: [done, doneB], containerStatuses: [running] });
    expect(summarizePod(shown, now)).toEqual({ ready: '1/1', status: 'Running', restarts: '3 (2m ago)' });
  });
});
