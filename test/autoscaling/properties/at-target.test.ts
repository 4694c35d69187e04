import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HpaHistory, MetricsApi } from '../../../src/autoscaling/hpa/contract.ts';
import { evaluate } from '../../../src/autoscaling/hpa/evaluate.ts';
import type { HPABehavior, MetricSpec } from '../../../src/autoscaling/objects.ts';
import { type EpochMs, plusMs } from '../../../src/autoscaling/units.ts';
import { hpaWith, productionOptions, runningPod, start } from '../hpa/rig.ts';
import { forAll, patient, titled } from './cases.ts';
import { behaviors } from './scenes.ts';

/** What each metric is held against, and what the APIs serve: exactly that, from pods that request one core each. */
interface SteadyLoad {
  readonly replicas: number;
  readonly sources: readonly MetricSpec['type'][];
  readonly percent: number;
  readonly milli: number;
  readonly isAverage: boolean;
  readonly tolerance: number;
  readonly behavior: HPABehavior | undefined;
  readonly secondsBetween: readonly number[];
}

const steadyLoads: fc.Arbitrary<SteadyLoad> = fc.record({
  replicas: fc.integer({ min: 1, max: 8 }),
  sources: fc.uniqueArray(fc.constantFrom('Resource', 'ContainerResource', 'Pods', 'Object', 'External'), {
    minLength: 1,
  }),
  percent: fc.integer({ min: 1, max: 300 }),
  milli: fc.integer({ min: 1, max: 100_000 }),
  isAverage: fc.boolean(),
  tolerance: fc.constantFrom(0, 0.1, 0.5),
  behavior: behaviors,
  secondsBetween: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 4 }),
});

function specOf(type: MetricSpec['type'], { percent, milli, isAverage }: SteadyLoad): MetricSpec {
  const utilization = { type: 'Utilization', averageUtilization: percent } as const;
  const average = { type: 'AverageValue', averageValue: `${milli}m` } as const;
  const total = isAverage ? average : ({ type: 'Value', value: `${milli}m` } as const);
  const metric = { name: 'rate' };
  switch (type) {
    case 'Resource':
      return { type, resource: { name: 'cpu', target: utilization } };
    case 'ContainerResource':
      return { type, containerResource: { name: 'cpu', container: 'app', target: utilization } };
    case 'Pods':
      return { type, pods: { metric, target: average } };
    case 'Object':
      return { type, object: { describedObject: { kind: 'Service', name: 'web' }, metric, target: total } };
    case 'External':
      return { type, external: { metric, target: total } };
    default:
      return type satisfies never;
  }
}

function apiOf({ replicas, percent, milli, isAverage }: SteadyLoad, now: EpochMs): MetricsApi {
  const sampledAt = { timestamp: now, windowMs: 15_000 };
  const total = BigInt(isAverage ? milli * replicas : milli);
  const names = podNames(replicas);
  const usage = { cpu: BigInt(percent * 10) };
  return {
    resource: () => names.map((pod) => ({ pod, ...sampledAt, containers: [{ name: 'app', usage }] })),
    pods: () => names.map((pod) => ({ pod, ...sampledAt, value: BigInt(milli) })),
    object: () => total,
    external: () => [total],
  };
}

function podNames(replicas: number): readonly string[] {
  return Array.from({ length: replicas }, (_, index) => `web-${index}`);
}

describe(titled('metrics that stand exactly at their targets'), patient, () => {
  test('never scale, whatever their types, the tolerance, the behavior and the time that passes', () => {
    forAll(steadyLoads, (load) => {
      const { replicas, sources, tolerance, behavior, secondsBetween } = load;
      const metrics = sources.map((type) => specOf(type, load));
      let now = start;
      let history: HpaHistory | undefined;
      for (const seconds of secondsBetween) {
        now = plusMs(now, seconds * 1000);
        const decision = evaluate({
          now,
          options: { ...productionOptions, tolerance },
          hpa: hpaWith({ metrics, ...(behavior && { behavior }) }),
          scale: { specReplicas: replicas, statusReplicas: replicas, selector: 'app=web' },
          pods: podNames(replicas).map((name) => runningPod(name)),
          metrics: apiOf(load, now),
          otherHpas: [],
          ...(history && { history }),
          writeScale: (written) => `${written} was to be written`,
        });
        expect(decision.events).toEqual([]);
        expect(decision.metrics.map(({ ratio, proposed }) => ({ ratio, proposed }))).toEqual(
          sources.map(() => ({ ratio: 1, proposed: replicas })),
        );
        expect(decision.desired).toBe(replicas);
        history = decision.history;
      }
    });
  });
});
