import type { LagReading, LagSources } from '../../../autoscaling/figures/lag-triangulation.ts';
import { normalizedMetricName } from '../../../autoscaling/keda/trigger-metrics.ts';
import type { HorizontalPodAutoscaler } from '../../../autoscaling/objects.ts';
import type { EpochMs } from '../../../autoscaling/units.ts';
import type { QueueSignal } from '../../../scenario/model.ts';
import { quantityNumber } from '../../../signals/quantity-number.ts';
import type { SessionState } from '../../state.ts';
import { explanations } from '../explanations.ts';
import type { ScenarioRun } from './scenario-run.ts';

/** The queue's lag as the run knows it at each place, each with its moment. Undefined for a scenario without a queue. */
export function lagReadings({ scenario, state }: ScenarioRun): LagSources | undefined {
  const { queue, metrics } = scenario.signals;
  if (!queue) return undefined;
  const sampled = metrics.find((signal) => signal.kind === 'external' && isLagOf(queue, signal.metric));
  const read = readByHpa(state, queue);
  return {
    pending: latest(state, `${queue.id}:pending`),
    ackPending: latest(state, `${queue.id}:ackPending`),
    // Read off the broker by KEDA's own rule, since KEDA itself does not tell.
    kedaSum: latest(state, queue.id),
    externalMetric: (sampled && latest(state, sampled.id)) ?? read?.total ?? null,
    perPodAverage: read?.average ?? null,
    replicas: read?.replicas ?? null,
  };
}

/** Whether an HPA of the target workload scales on this queue, by a metric that KEDA made for it. */
export function isScaledOn(queue: QueueSignal, state: SessionState): boolean {
  return lagHpa(state, queue) !== undefined;
}

interface ReadByHpa {
  readonly total: LagReading | null;
  readonly average: LagReading | null;
  readonly replicas: number | null;
}

/** What the HPA's last pass read, and what it made of it. */
function readByHpa(state: SessionState, queue: QueueSignal): ReadByHpa | undefined {
  const [uid, hpa] = lagHpa(state, queue) ?? [];
  if (uid === undefined || !hpa) return undefined;
  const explanation = explanations(state).find(({ name }) => name === hpa.metadata.name);
  const told = state.decisions.get(uid);
  const at = told?.decision.at ?? state.hpaCounts.get(uid)?.at(-1)?.at ?? explanation?.at ?? null;
  // A pass that changed nothing writes no status: the one before it still holds.
  const status = told?.decision.status ?? hpa.status;
  const metric = explanation?.metrics.find(({ type, name }) => type === 'External' && isLagOf(queue, name));
  const current = status?.currentMetrics?.find(
    (each) => each.type === 'External' && isLagOf(queue, each.external.metric.name),
  );
  const average = current?.type === 'External' ? current.external.current.averageValue : undefined;
  return {
    total: reading(metric?.total, at),
    average: reading(average, at),
    replicas: status?.currentReplicas ?? null,
  };
}

function lagHpa(
  { hpas, target }: SessionState,
  queue: QueueSignal,
): readonly [uid: string, hpa: HorizontalPodAutoscaler] | undefined {
  return [...hpas].find(
    ([, { spec }]) =>
      spec.scaleTargetRef.name === target.workload &&
      spec.metrics?.some((metric) => metric.type === 'External' && isLagOf(queue, metric.external.metric.name)),
  );
}

/** KEDA names a trigger's metric `s<index>-<kind>-<what>`, of JetStream the stream: the consumer is not in the name. */
function isLagOf(queue: QueueSignal, metric: string): boolean {
  return /^s\d+-/.test(metric) && metric.endsWith(`-${normalizedMetricName(triggerName(queue))}`);
}

function triggerName(queue: QueueSignal): string {
  switch (queue.kind) {
    case 'nats-jetstream':
      return `nats-jetstream-${queue.stream}`;
    case 'redis-list':
      return `redis-${queue.list}`;
    case 'prometheus':
      return 'prometheus';
  }
}

function latest({ series }: SessionState, id: string): LagReading | null {
  const sample = series.get(id)?.latest;
  return sample?.value == null ? null : { value: sample.value, at: sample.at };
}

function reading(quantity: string | undefined, at: EpochMs | null): LagReading | null {
  const value = quantity === undefined ? undefined : quantityNumber(quantity);
  return value === undefined || at === null ? null : { value, at };
}
