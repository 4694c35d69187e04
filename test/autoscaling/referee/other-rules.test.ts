import { describe, expect, test } from 'vitest';
import type { Condition } from '../../../src/autoscaling/objects.ts';
import {
  active,
  cpu,
  cpuAt,
  explained,
  explainedMetric,
  found,
  hpa,
  kedaHpa,
  path,
  pods,
  queue,
  queueAt,
  titles,
  vpa,
  writtenBy,
} from './namespace.ts';

describe('an HPA and a VPA', () => {
  const hpas = [hpa('manual')];

  test('on one resource are a risk, and a conflict once requests are about to move', () => {
    expect(titles('hpa-and-vpa', { hpas, vpas: [vpa()] })).toEqual([
      'risk: VPA right-size changes the cpu request that HPA manual divides by',
    ]);
    const [moving] = found('hpa-and-vpa', { hpas, vpas: [vpa({}, '250m')] });
    expect(moving?.severity).toBe('conflict');
    expect(moving?.evidence.at(-1)).toBe(
      'Pod shop/web-0 app requests cpu 100m; VPA right-size status.recommendation target 250m',
    );
    const settled = { hpas, vpas: [vpa({}, '250m')], pods: pods(3, { resources: { requests: { cpu: '250m' } } }) };
    expect(titles('hpa-and-vpa', settled)[0]).toMatch(/^risk/);
  });

  test('do not meet over an average value, which is said', () => {
    const average = [hpa('manual', { metrics: [cpu('AverageValue')] })];
    expect(titles('hpa-and-vpa', { hpas: average, vpas: [vpa()] })).toEqual([
      'notice: VPA right-size and HPA manual both read cpu, which is fine: AverageValue',
    ]);
  });

  test.each([
    ['that only recommends', { updatePolicy: { updateMode: 'Off' as const } }],
    [
      'on memory alone',
      { resourcePolicy: { containerPolicies: [{ containerName: '*', controlledResources: ['memory'] }] } },
    ],
    [
      'that leaves the container alone',
      { resourcePolicy: { containerPolicies: [{ containerName: 'app', mode: 'Off' as const }] } },
    ],
    ['on another workload', { targetRef: { kind: 'Deployment', name: 'api' } }],
  ])('have nothing to do with each other: a VPA %s', (_, spec) => {
    expect(titles('hpa-and-vpa', { hpas, vpas: [vpa(spec)] })).toEqual([]);
  });
});

describe('another writer of spec.replicas', () => {
  const hpas = [hpa('manual')];

  test.each([
    ['argocd-controller', 'risk'],
    ['kustomize-controller', 'risk'],
    ['cluster-proportional-autoscaler', 'risk'],
    ['kubectl-client-side-apply', 'notice'],
    ['kubectl-scale', 'notice'],
    ['kubectl-edit', 'notice'],
    ['some-operator', 'notice'],
  ])('%s is a %s while it owns the field', (manager, severity) => {
    expect(titles('other-writer', { hpas, workloads: [writtenBy(manager, 4)] })).toEqual([
      `${severity}: OTHER WRITER  ${manager} set web to 4, HPA manual scales it`,
    ]);
  });

  test.each(['kube-controller-manager', 'keda-operator', 'harmony'])('is not %s', (manager) => {
    expect(titles('other-writer', { hpas, workloads: [writtenBy(manager, 4)] })).toEqual([]);
  });

  test('does no harm where no autoscaler is', () => {
    expect(titles('other-writer', { workloads: [writtenBy('argocd-controller', 4)] })).toEqual([]);
  });

  test('that takes turns with an autoscaler fights it', () => {
    const replicaPaths = path([-200, 2], [-60, 6, 'manual'], [-40, 2, 'argocd-controller']);
    const [fight] = found('other-writer', { hpas, replicaPaths });
    expect(fight?.severity).toBe('conflict');
    expect(fight?.title).toBe('FIGHT  argocd-controller and HPA manual take turns at web spec.replicas');
    expect(fight?.evidence).toEqual(['Deployment web spec.replicas 2 → 6 by manual, → 2 by argocd-controller']);
    expect(fight?.advice).toContain('ignoreDifferences');
  });

  test('that goes the same way, or did so long ago, does not', () => {
    const along = path([-200, 2], [-60, 6, 'manual'], [-40, 8, 'argocd-controller']);
    const longAgo = path([-900, 2], [-860, 6, 'manual'], [-840, 2, 'argocd-controller']);
    for (const replicaPaths of [along, longAgo]) expect(titles('other-writer', { hpas, replicaPaths })).toEqual([]);
  });
});

describe('scaling down is blocked', () => {
  const failed: Condition = {
    type: 'ScalingActive',
    status: 'False',
    reason: 'FailedGetExternalMetric',
    message: 'the HPA was unable to compute the replica count: unable to get external metric shop/queue',
  };
  const both = { metrics: [cpu('Utilization'), queue] };
  const blockedWith = (
    conditions: readonly Condition[],
    currentMetrics: readonly (ReturnType<typeof cpuAt> | { type: '' })[],
  ) =>
    titles('scale-down-blocked', { hpas: [hpa('manual', both, { conditions, currentReplicas: 3, currentMetrics })] });

  test('by one metric that fails while the others want less', () => {
    expect(blockedWith([failed], [cpuAt(10), { type: '' }])).toEqual([
      'risk: BLOCKED  HPA manual wants 1, stays at 3: queue fails',
    ]);
  });

  test('by all of them failing', () => {
    expect(blockedWith([failed], [{ type: '' }, { type: '' }])).toEqual([
      'risk: BLOCKED  HPA manual stays at 3: cpu, queue fails',
    ]);
  });

  test('by a metric whose decision tells an error, and not by one that was not looked at', () => {
    const cpuWantsOne = explainedMetric({ name: 'cpu', proposes: 1 });
    const hpas = [hpa('manual', both, { conditions: [active], currentReplicas: 3 })];
    const queueIs = (change: Parameters<typeof explainedMetric>[0]) =>
      titles('scale-down-blocked', {
        hpas,
        explanations: new Map([explained('manual', 1, [cpuWantsOne, explainedMetric(change)])]),
      });
    expect(queueIs({ error: 'no metrics' })).toEqual(['risk: BLOCKED  HPA manual wants 1, stays at 3: queue fails']);
    expect(queueIs({ evidence: 'unknown' })).toEqual([]);
  });

  test('and not when the others want more, all answer, or nothing was looked at', () => {
    expect(blockedWith([active], [cpuAt(100), { type: '' }])).toEqual([]);
    expect(blockedWith([active], [queueAt('1'), cpuAt(10)])).toEqual([]);
    expect(titles('scale-down-blocked', { hpas: [hpa('manual', both)] })).toEqual([]);
  });
});

describe('behavior', () => {
  test('that is absent gives the other path, which is said of KEDA’s HPAs, too', () => {
    const { behavior: _, ...spec } = kedaHpa().spec;
    const [finding] = found('behavior-changes-path', { hpas: [{ ...kedaHpa(), spec }] });
    expect(finding?.title).toBe('NO BEHAVIOR  KEDA holds its highest count for 300 s, then falls in one step');
    expect(finding?.evidence[0]).toContain('up to max(2 × count, 4) per pass');
    expect(finding?.advice).toContain('advanced.horizontalPodAutoscalerConfig.behavior');
  });

  test('with nothing but defaults is not the same as none', () => {
    const stored = {
      scaleUp: {
        stabilizationWindowSeconds: 0,
        selectPolicy: 'Max' as const,
        policies: [
          { type: 'Pods' as const, value: 4, periodSeconds: 15 },
          { type: 'Percent' as const, value: 100, periodSeconds: 15 },
        ],
      },
      scaleDown: {
        selectPolicy: 'Max' as const,
        policies: [{ type: 'Percent' as const, value: 100, periodSeconds: 15 }],
      },
    };
    for (const behavior of [{}, stored]) {
      expect(titles('behavior-changes-path', { hpas: [hpa('manual', { behavior })] })).toEqual([
        'notice: BEHAVIOR {}  HPA manual takes another path than without behavior',
      ]);
    }
    expect(titles('behavior-changes-path', { hpas: [hpa('manual')] })).toEqual([]);
  });
});
