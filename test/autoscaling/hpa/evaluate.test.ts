import { describe, expect, test } from 'vitest';
import type { HpaEvaluation } from '../../../src/autoscaling/hpa/contract.ts';
import type { MetricSpec } from '../../../src/autoscaling/objects.ts';
import { plusMs } from '../../../src/autoscaling/units.ts';
import { cpuMetric, cpuOnly, externalOnly, hpaWith, noMetrics, pass, queueMetric, runningPod, start } from './rig.ts';

function because(decision: ReturnType<typeof pass>): string[] {
  return decision.steps.map(({ step, from, to, because: text }) => `${step} ${from}->${to}: ${text}`);
}

describe('a pass that scales up on two metrics', () => {
  const decision = pass({
    hpa: hpaWith({ metrics: [cpuMetric, queueMetric], maxReplicas: 5 }),
    metrics: { ...externalOnly(28), resource: cpuOnly({ a: 500, b: 520, c: 510 }).resource },
  });

  test('tells the whole way', () => {
    expect(because(decision)).toEqual([
      'metrics 3->3: cpu resource utilization (percentage of request) is 51% against a target of 50% (ratio 1.02)',
      'tolerance 3->3: the ratio 1.02 lies within the tolerance of 0.9 to 1.1',
      'metrics 3->6: external metric queue(nil) is 9334m against a target of 5 (ratio 1.867): the total over the target, rounded up, is 6',
      'max 3->6: the largest proposal is that of external metric queue(nil)',
      'stabilization 6->6: no recommendation within the window says otherwise',
      'policy 6->6: without behavior one pass goes up to 6 at most (2 times 3, but at least 4)',
      'bounds 6->5: maxReplicas is 5',
      'write 3->5: the scale of Deployment/shop/web was set to 5',
    ]);
    expect(decision.limitedBy).toBe('bounds');
  });

  test('has each metric as data', () => {
    expect(decision.metrics).toEqual([
      {
        name: 'cpu resource utilization (percentage of request)',
        type: 'Resource',
        usage: '510m',
        utilization: 51,
        ratio: 1.02,
        target: '50%',
        tolerance: { down: 0.1, up: 0.1 },
        proposed: 3,
        counted: { ready: 3, unready: [], missing: [], ignored: [] },
      },
      {
        name: 'external metric queue(nil)',
        type: 'External',
        usage: '9334m',
        ratio: 28 / 15,
        target: '5',
        tolerance: { down: 0.1, up: 0.1 },
        proposed: 6,
        counted: { ready: 0, unready: [], missing: [], ignored: [] },
      },
    ]);
  });
});

test('pods without a value dampen a change, and the steps say so', () => {
  const pods = [runningPod('a'), runningPod('b'), runningPod('c'), runningPod('d', { phase: 'Pending' })];
  const decision = pass({
    hpa: hpaWith({ metrics: [cpuMetric] }),
    scale: { specReplicas: 4, statusReplicas: 4, selector: 'app=web' },
    pods,
    metrics: cpuOnly({ a: 1000, b: 1000 }),
  });
  expect(decision.metrics[0]?.counted).toEqual({ ready: 2, unready: ['d'], missing: ['c'], ignored: [] });
  expect(because(decision)[0]).toBe(
    'metrics 4->4: cpu resource utilization (percentage of request) is 100% against a target of 50% (ratio 2); with assumptions for pods (1 without a value, 1 not ready) the ratio is 1',
  );
  expect(decision.limitedBy).toBe('tolerance');
});

test('the order of pods, of their metrics and of scale events does not matter', () => {
  const pods = [runningPod('a'), runningPod('b'), runningPod('c', { phase: 'Pending' }), runningPod('d')];
  const usage = { a: 900, b: 800, d: 100 };
  const scaleUpEvents = [10, 40, 3].map((secondsAgo, index) => ({
    at: plusMs(start, -secondsAgo * 1000),
    change: index + 1,
  }));
  const input = (turned: boolean): Partial<HpaEvaluation> => ({
    hpa: hpaWith({
      metrics: [cpuMetric],
      behavior: { scaleUp: { policies: [{ type: 'Pods', value: 7, periodSeconds: 60 }] } },
    }),
    scale: { specReplicas: 6, statusReplicas: 6, selector: 'app=web' },
    pods: turned ? pods.toReversed() : pods,
    metrics: cpuOnly(turned ? Object.fromEntries(Object.entries(usage).toReversed()) : usage),
    history: {
      recommendations: [],
      scaleUpEvents: turned ? scaleUpEvents.toReversed() : scaleUpEvents,
      scaleDownEvents: [],
    },
  });
  const { history: _, ...straight } = pass(input(false));
  const { history: __, ...turned } = pass(input(true));
  expect(turned).toEqual(straight);
});

describe('a count outside the bounds', () => {
  const jump = (specReplicas: number) => {
    const writes: number[] = [];
    const decision = pass({
      hpa: hpaWith({ minReplicas: 2, maxReplicas: 10, behavior: {} }),
      scale: { specReplicas, statusReplicas: specReplicas, selector: '' },
      metrics: noMetrics,
      writeScale: (replicas) => {
        writes.push(replicas);
        return undefined;
      },
    });
    return { writes, decision };
  };

  test('jumps to the bound without looking at metrics or selector', () => {
    expect(jump(30).writes).toEqual([10]);
    expect(jump(30).decision.events[0]?.message).toBe(
      'New size: 10; reason: Current number of replicas above Spec.MaxReplicas',
    );
    expect(jump(1).writes).toEqual([2]);
    expect(jump(1).decision.limitedBy).toBe('bounds');
  });

  test('is remembered as a scale event but not as a recommendation', () => {
    const { history } = jump(30).decision;
    expect(history.scaleDownEvents).toEqual([{ at: start, change: 20 }]);
    expect(history.recommendations).toEqual([{ at: start, replicas: 30 }]);
  });
});

describe('what goes wrong is explained', () => {
  test('a scale that cannot be read changes nothing but its condition', () => {
    const decision = pass({ scale: { error: 'deployments.apps "web" not found' } });
    expect(because(decision)).toEqual([
      'scale 0->0: reading the scale of Deployment/shop/web failed: deployments.apps "web" not found',
    ]);
    expect(decision).toMatchObject({ current: null, limitedBy: 'scale' });
    expect(decision.history.recommendations).toBeUndefined();
  });

  test('a refused write keeps the old desired count', () => {
    const decision = pass({ metrics: externalOnly(30), writeScale: () => 'quota exceeded' });
    expect(because(decision).at(-1)).toBe('write 6->3: writing the scale failed: quota exceeded');
    expect(decision.limitedBy).toBe('write');
    expect(decision.error).toBe('failed to rescale Deployment/shop/web: quota exceeded');
    expect(decision.status).toMatchObject({ currentReplicas: 3, desiredReplicas: 0 });
  });

  test('a failing metric does not stop another from scaling up', () => {
    const metrics = { ...externalOnly(60), resource: cpuOnly({}).resource };
    const decision = pass({ hpa: hpaWith({ metrics: [cpuMetric, queueMetric] }), metrics });
    expect(decision.desired).toBe(6);
    expect(decision.metrics[0]?.error).toBe(
      'failed to get cpu utilization: unable to get metrics for resource cpu: no metrics returned from resource metrics API',
    );
    expect(decision.error).toMatch(
      /^invalid metrics \(1 invalid out of 2\), first error is: failed to get cpu resource/,
    );
  });

  test('a failing metric does stop another from scaling down', () => {
    const metrics = { ...externalOnly(5), resource: cpuOnly({}).resource };
    const decision = pass({ hpa: hpaWith({ metrics: [cpuMetric, queueMetric] }), metrics });
    expect(decision.limitedBy).toBe('metrics');
    expect(decision.events.map(({ reason }) => reason)).toEqual([
      'FailedGetResourceMetric',
      'FailedComputeMetricsReplicas',
    ]);
  });

  test("an API's own error gets the client's words once", () => {
    const failing = (text: string) =>
      pass({
        metrics: {
          ...noMetrics,
          external: () => {
            throw new Error(text);
          },
        },
      }).metrics[0]?.error;
    const worded = 'unable to fetch metrics from external metrics API: timeout';
    expect(failing('timeout')).toBe(`unable to get external metric shop/queue/nil: ${worded}`);
    expect(failing(worded)).toBe(failing('timeout'));
  });

  test('an average over an absent container is reported per container', () => {
    const metric: MetricSpec = {
      type: 'ContainerResource',
      containerResource: { name: 'cpu', container: 'sidecar', target: { type: 'AverageValue', averageValue: '1' } },
    };
    const decision = pass({ hpa: hpaWith({ metrics: [metric] }), metrics: cpuOnly({ a: 1 }) });
    expect(decision.error).toMatch(
      /failed to get sidecar container metric value: failed to get cpu usage: did not receive metrics for targeted pods/,
    );
  });
});

test('a new HPA does not scale down for five minutes: it starts with the current count as a recommendation', () => {
  const decision = pass({ metrics: externalOnly(1) });
  expect(decision).toMatchObject({ desired: 3, limitedBy: 'stabilization' });
  expect(decision.history.recommendations).toEqual([
    { at: start, replicas: 3 },
    { at: start, replicas: 1 },
  ]);
});
