import { describe, expect, test } from 'vitest';
import type { Condition } from '../../../src/autoscaling/objects.ts';
import type { RefereeFacts } from '../../../src/autoscaling/referee/facts.ts';
import {
  active,
  ambiguous,
  cpuAt,
  deployment,
  explained,
  explainedMetric,
  found,
  hpa,
  kedaHpa,
  namespace,
  path,
  pods,
  queueAt,
  second,
  time,
  titles,
} from './namespace.ts';

const seen = { conditions: [active], currentReplicas: 3 };
const wantsTen = kedaHpa({}, { ...seen, currentMetrics: [queueAt('400')] });
const wantsOne = hpa('manual', {}, { ...seen, currentMetrics: [cpuAt(5)] });
const wantsTenToo = hpa('manual', {}, { ...seen, currentMetrics: [cpuAt(400)] });

describe('two HPAs on one Deployment fight', () => {
  test('when they want different counts', () => {
    const [fight] = found('two-hpas-fight', { hpas: [wantsOne, wantsTen] });
    expect(fight).toMatchObject({
      severity: 'conflict',
      title: 'FIGHT  KEDA wants 10, HPA manual wants 1',
      advice: expect.stringContaining(`kubectl delete hpa manual -n ${namespace}`),
    });
    expect(fight?.evidence).toContain('HPA manual metrics want 1 (estimated)');
    expect(fight?.objects.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'HorizontalPodAutoscaler keda-hpa-web',
      'HorizontalPodAutoscaler manual',
      'Deployment web',
    ]);
  });

  test('and not when they want the same', () => {
    expect(titles('two-hpas-fight', { hpas: [wantsTenToo, wantsTen] })).toEqual([]);
    expect(titles('two-hpas-dormant', { hpas: [wantsTenToo, wantsTen] })).toEqual([
      'risk: TWO HPAS  KEDA and HPA manual share web: they agree for now',
    ]);
  });

  test('by what their decisions say rather than by their status, where both are known', () => {
    const explanations = new Map([explained('keda-hpa-web', 4), explained('manual', 2)]);
    expect(titles('two-hpas-fight', { hpas: [wantsTen, wantsOne], explanations })).toEqual([
      'conflict: FIGHT  KEDA wants 4, HPA manual wants 2',
    ]);
  });

  test('when one takes back what the other has just done, and no longer than a sync after that', () => {
    const hpas = [wantsTenToo, wantsTen];
    const replicaPaths = path([-60, 1], [-30, 10, 'keda-hpa-web'], [-20, 5, 'manual'], [-10, 10, 'keda-hpa-web']);
    const [fight] = found('two-hpas-fight', { hpas, replicaPaths });
    expect(fight?.title).toBe("FIGHT  KEDA and HPA manual take back each other's steps");
    expect(fight?.since).toBe(second(-20));
    expect(fight?.evidence).toContain('web spec.replicas 5 → 10 by keda-hpa-web 10 s ago, against the change before');
    expect(titles('two-hpas-fight', { hpas, replicaPaths, now: second(6) })).toEqual([]);
  });

  test('and not when one HPA alone turns round', () => {
    const replicaPaths = path([-60, 1], [-20, 10, 'keda-hpa-web'], [-5, 5, 'keda-hpa-web']);
    expect(titles('two-hpas-fight', { hpas: [wantsTenToo, wantsTen], replicaPaths })).toEqual([]);
  });

  test('and not when a window releases a step minutes after the other one raised the count', () => {
    const replicaPaths = path([-400, 6], [-300, 10, 'keda-hpa-web'], [-5, 6, 'manual']);
    expect(titles('two-hpas-fight', { hpas: [wantsTenToo, wantsTen], replicaPaths })).toEqual([]);
  });

  test('by what the conditions of a pass give away rather than by values that leave out pods without metrics', () => {
    const free = (reason: string): Condition[] => [
      { type: 'AbleToScale', status: 'True', reason: 'ReadyForNewScale' },
      active,
      { type: 'ScalingLimited', status: 'False', reason },
    ];
    const manual = (reason: string) =>
      hpa('manual', {}, { ...seen, desiredReplicas: 10, currentMetrics: [cpuAt(5)], conditions: free(reason) });
    expect(titles('two-hpas-fight', { hpas: [manual('DesiredWithinRange'), wantsTen] })).toEqual([]);
    // An explanation put together from values is no better than they are; one the controller gave is.
    const explanations = (evidence: 'observed' | 'estimated') =>
      new Map([explained('manual', 2, [explainedMetric({ proposes: 2, evidence })])]);
    const hpas = [manual('DesiredWithinRange'), wantsTen];
    expect(titles('two-hpas-fight', { hpas, explanations: explanations('estimated') })).toEqual([]);
    expect(titles('two-hpas-fight', { hpas, explanations: explanations('observed') })).toHaveLength(1);
    // Held back by a policy, desiredReplicas is not what the metrics want.
    expect(titles('two-hpas-fight', { hpas: [manual('ScaleDownLimit'), wantsTen] })).toHaveLength(1);
  });

  test('over bounds that cannot both be kept, even where the controller finds them ambiguous', () => {
    const status = { conditions: [ambiguous] };
    const hpas = [kedaHpa({ minReplicas: 5 }, status), hpa('manual', { maxReplicas: 3 }, status)];
    expect(titles('two-hpas-fight', { hpas })).toEqual([
      'conflict: FIGHT  KEDA keeps at least 5, HPA manual allows at most 3',
    ]);
    expect(titles('two-hpas-frozen', { hpas })).toEqual([]);
  });
});

describe('two HPAs on one Deployment are frozen', () => {
  const frozen: Partial<RefereeFacts> = {
    hpas: [kedaHpa({}, { conditions: [ambiguous] }), hpa('manual', {}, { conditions: [ambiguous] })],
  };

  test('when the controller says AmbiguousSelector', () => {
    const [finding] = found('two-hpas-frozen', frozen);
    expect(finding?.title).toBe('FROZEN  KEDA and HPA manual select the same pods: neither acts');
    expect(finding?.since).toBe(second(-40));
    expect(finding?.evidence[0]).toBe(
      `HPA keda-hpa-web status.conditions ScalingActive=False AmbiguousSelector: ${ambiguous.message}`,
    );
    expect(titles('two-hpas-fight', frozen)).toEqual([]);
    expect(titles('two-hpas-dormant', frozen)).toEqual([]);
  });

  test('when its Event says so before there is a status, and not by an old Event', () => {
    const event = (seconds: number) => ({
      reason: 'AmbiguousSelector',
      message: ambiguous.message ?? '',
      lastTimestamp: time(seconds),
      involvedObject: { kind: 'HorizontalPodAutoscaler', name: 'manual' },
    });
    const hpas = [kedaHpa(), hpa('manual')];
    expect(titles('two-hpas-frozen', { hpas, events: [event(-10)] })).toHaveLength(1);
    expect(titles('two-hpas-frozen', { hpas, events: [event(-100)] })).toEqual([]);
  });

  test('and not when the condition is about other HPAs', () => {
    const other = {
      ...ambiguous,
      message: 'pods by selector app=web are controlled by multiple HPAs: [shop/x shop/y]',
    };
    const hpas = [kedaHpa({}, { conditions: [other] }), hpa('manual', {}, { conditions: [active] })];
    expect(titles('two-hpas-frozen', { hpas })).toEqual([]);
  });

  test('when only their selectors overlap', () => {
    const all = deployment(3, 'all');
    const broad = {
      ...all,
      spec: { ...all.spec, selector: { matchExpressions: [{ key: 'app', operator: 'Exists' as const }] } },
    };
    const message = 'pods by selector app are controlled by multiple HPAs: [shop/a shop/b]';
    const conditions = [{ ...ambiguous, message }];
    const hpas = [
      hpa('a', {}, { conditions }),
      hpa('b', { scaleTargetRef: { kind: 'Deployment', name: 'all' } }, { conditions }),
    ];
    const [finding] = found('two-hpas-frozen', { hpas, workloads: [deployment(3), broad] });
    expect(finding?.title).toBe('FROZEN  HPA a and HPA b select the same pods: neither acts');
    expect(finding?.evidence.at(-1)).toContain('match the same pods: 3 pods, e.g. web-0');
    expect(found('two-hpas-frozen', { hpas, workloads: [deployment(3), all], pods: pods(3) })).toEqual([]);
  });
});

describe('two HPAs on one Deployment lie dormant', () => {
  const hpas = [kedaHpa(), hpa('manual')];

  test.each([
    ['before the first pass', { hpas }, 'share web: no pass yet'],
    ['without pods', { hpas, pods: [] }, 'share web: no pods yet, then both freeze'],
    ['at zero', { hpas, workloads: [deployment(0)], pods: [] }, 'share web, which is at 0'],
  ] as const)('%s', (_, change, outlook) => {
    expect(titles('two-hpas-dormant', change)).toEqual([`risk: TWO HPAS  KEDA and HPA manual ${outlook}`]);
  });

  test('and one alone has nobody to quarrel with', () => {
    const apart = hpa('other', { scaleTargetRef: { kind: 'Deployment', name: 'api' } });
    const change = { hpas: [kedaHpa(), apart], workloads: [deployment(3), deployment(2, 'api')] };
    expect(titles('two-hpas-dormant', change)).toEqual([]);
  });
});
