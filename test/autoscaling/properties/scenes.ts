import fc from 'fast-check';
import type {
  HpaDecision,
  HpaEvaluation,
  HpaHistory,
  PodMetrics,
  PodMetricValue,
} from '../../../src/autoscaling/hpa/contract.ts';
import { evaluate } from '../../../src/autoscaling/hpa/evaluate.ts';
import type { HPABehavior, HPAScalingRules, MetricSpec, Pod } from '../../../src/autoscaling/objects.ts';
import { formatTime, plusMs } from '../../../src/autoscaling/units.ts';
import { hpaWith, productionOptions, runningPod, start } from '../hpa/rig.ts';

/** A pod, and what the metrics APIs say about it; undefined: nothing. */
export interface ScenePod {
  readonly pod: Pod;
  readonly usage: PodMetrics | undefined;
  readonly value: PodMetricValue | undefined;
}

/** One evaluation in parts that can be put in another order. */
export interface Scene {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly current: number;
  readonly pods: readonly ScenePod[];
  readonly metrics: readonly MetricSpec[];
  /** Of the external metric, in thousandths; undefined: the query fails. */
  readonly external: number | undefined;
  readonly behavior: HPABehavior | undefined;
  readonly history: HpaHistory | undefined;
  readonly profile: 'upstream' | 'gke';
  readonly hasRival: boolean;
}

export interface Outcome {
  readonly decision: HpaDecision;
  /** Counts written to the scale subresource. */
  readonly writes: readonly number[];
}

/** The controller's pass over a scene. */
export function decide(scene: Scene, changes: Partial<HpaEvaluation> = {}): Outcome {
  const writes: number[] = [];
  const writeScale = (replicas: number) => {
    writes.push(replicas);
    return undefined;
  };
  return { decision: evaluate({ ...evaluationOf(scene), ...changes, writeScale }), writes };
}

export function evaluationOf(scene: Scene): HpaEvaluation {
  const { current, pods, external, history, minReplicas, maxReplicas, metrics, behavior, profile, hasRival } = scene;
  return {
    now: start,
    options: { ...productionOptions, profile },
    hpa: hpaWith({ minReplicas, maxReplicas, metrics, ...(behavior && { behavior }) }),
    scale: { specReplicas: current, statusReplicas: current, selector: 'app=web' },
    pods: pods.map(({ pod }) => pod),
    metrics: {
      resource: () => pods.flatMap(({ usage }) => usage ?? []),
      pods: () => pods.flatMap(({ value }) => value ?? []),
      object: () => 7_000n,
      external: () => {
        if (external === undefined) throw new Error('the broker does not answer');
        return [BigInt(external)];
      },
    },
    otherHpas: hasRival ? [{ namespace: 'shop', name: 'rival', selector: 'app=web' }] : [],
    ...(history && { history }),
    writeScale: () => undefined,
  };
}

const count = (least: number, most: number) => fc.integer({ min: least, max: most });
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const moment = (longestAgoSeconds: number) => count(0, longestAgoSeconds).map((ago) => plusMs(start, -ago * 1000));

const utilization = count(1, 150).map(
  (averageUtilization): MetricSpec => ({
    type: 'Resource',
    resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } },
  }),
);
const perPod = count(1, 1000).map(
  (milli): MetricSpec => ({
    type: 'Pods',
    pods: { metric: { name: 'rate' }, target: { type: 'AverageValue', averageValue: `${milli}m` } },
  }),
);
const queued = fc.tuple(count(1, 9000), fc.boolean()).map(
  ([milli, isAverage]): MetricSpec => ({
    type: 'External',
    external: {
      metric: { name: 'queue' },
      target: isAverage ? { type: 'AverageValue', averageValue: `${milli}m` } : { type: 'Value', value: `${milli}m` },
    },
  }),
);
const described = count(1, 20).map(
  (value): MetricSpec => ({
    type: 'Object',
    object: {
      describedObject: { kind: 'Service', name: 'web' },
      metric: { name: 'hits' },
      target: { type: 'Value', value: String(value) },
    },
  }),
);

const rulesFor = (longestPeriod: number): fc.Arbitrary<HPAScalingRules> =>
  fc.record(
    {
      stabilizationWindowSeconds: count(0, 600),
      selectPolicy: fc.constantFrom('Max', 'Min', 'Disabled'),
      policies: fc.array(
        fc.record({
          type: fc.constantFrom('Pods', 'Percent'),
          value: count(1, 200),
          periodSeconds: count(1, longestPeriod),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      tolerance: fc.constantFrom('0', '0.05', '500m'),
    },
    { requiredKeys: [] },
  );

/** No behavior, an empty one, and any part of a full one. */
export const behaviors: fc.Arbitrary<HPABehavior | undefined> = maybe(
  fc.record({ scaleUp: rulesFor(600), scaleDown: rulesFor(600) }, { requiredKeys: [] }),
);

const states: fc.Arbitrary<Partial<NonNullable<Pod['status']>>> = fc.oneof(
  { arbitrary: fc.constant({}), weight: 4 },
  { arbitrary: fc.constantFrom('Pending', 'Failed').map((phase) => ({ phase })), weight: 1 },
  {
    arbitrary: fc.tuple(moment(400), moment(400), fc.constantFrom('True', 'False')).map(([began, changed, status]) => ({
      startTime: formatTime(began),
      conditions: [{ type: 'Ready', status, lastTransitionTime: formatTime(changed) }],
    })),
    weight: 2,
  },
);

interface PodDraft {
  readonly state: Partial<NonNullable<Pod['status']>>;
  readonly isLeaving: boolean;
  readonly cpuMilli: number | undefined;
  readonly valueMilli: number | undefined;
}

const podDrafts: fc.Arbitrary<PodDraft> = fc.record({
  state: states,
  isLeaving: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 9),
  cpuMilli: maybe(count(0, 3000)),
  valueMilli: maybe(count(0, 3000)),
});

function scenePod({ state, isLeaving, cpuMilli, valueMilli }: PodDraft, index: number): ScenePod {
  const name = `web-${index}`;
  const pod = runningPod(name, state);
  const metadata = { ...pod.metadata, ...(isLeaving && { deletionTimestamp: formatTime(start) }) };
  const sampledAt = { timestamp: start, windowMs: 15_000 };
  return {
    pod: { ...pod, metadata },
    usage:
      cpuMilli === undefined
        ? undefined
        : { pod: name, ...sampledAt, containers: [{ name: 'app', usage: { cpu: BigInt(cpuMilli) } }] },
    value: valueMilli === undefined ? undefined : { pod: name, ...sampledAt, value: BigInt(valueMilli) },
  };
}

const scaleEvents = fc.array(fc.record({ at: moment(900), change: count(1, 10) }), { maxLength: 3 });

/** What the controller may remember; what it decided does not have to fit the scene, as after an edit of the HPA. */
const histories: fc.Arbitrary<HpaHistory | undefined> = maybe(
  fc.record({
    recommendations: fc.array(fc.record({ at: moment(900), replicas: count(0, 60) }), { maxLength: 5 }),
    scaleUpEvents: scaleEvents,
    scaleDownEvents: scaleEvents,
  }),
);

/** Evaluations of every kind: pods in all states, metrics that fail, counts outside the bounds, rivals, histories. */
export const scenes: fc.Arbitrary<Scene> = fc
  .record({
    minReplicas: count(1, 6),
    spread: count(0, 30),
    current: count(0, 45),
    drafts: fc.array(podDrafts, { maxLength: 6 }),
    metrics: fc.array(fc.oneof(utilization, perPod, queued, described), { minLength: 1, maxLength: 3 }),
    external: fc.option(count(0, 300_000), { nil: undefined, freq: 9 }),
    behavior: behaviors,
    history: histories,
    profile: fc.constantFrom('upstream' as const, 'gke' as const),
    hasRival: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 9),
  })
  .map(({ spread, drafts, ...scene }) => ({
    ...scene,
    maxReplicas: scene.minReplicas + spread,
    pods: drafts.map(scenePod),
  }));
