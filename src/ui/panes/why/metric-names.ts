import type { MetricExplanation } from '../../../autoscaling/decision/explanation.ts';
import type { Scenario } from '../../../scenario/model.ts';

/** Triggers of KEDA that measure how much waits in a queue. */
const queueTrigger =
  /^s\d+-(nats-jetstream|stan|apache-kafka|kafka|redis|redis-streams|rabbitmq|aws-sqs|azure-servicebus|gcp-ps)(-|$)/;

/**
 * Short names of metrics by identity: a queue's trigger is the lag, a metric that is a signal of the scenario goes by the signal's id.
 * Where two would be called the same, both keep their own names.
 */
export function metricNames(
  metrics: readonly MetricExplanation[],
  signals: Scenario['signals'],
): ReadonlyMap<string, string> {
  const short = metrics.map((metric) => shortName(metric, signals));
  return new Map(
    metrics.map(({ identity, name }, index) => {
      const own = short[index] ?? name;
      return [identity, short.filter((each) => each === own).length === 1 ? own : name];
    }),
  );
}

function shortName({ name, type }: MetricExplanation, { metrics }: Scenario['signals']): string {
  if (type === 'External' && queueTrigger.test(name)) return 'lag';
  const prometheus = metrics.filter(({ kind }) => kind === 'prometheus');
  // KEDA names the metric of a Prometheus trigger after its place in the list, whatever it asks.
  if (type === 'External' && /^s\d+-prometheus$/.test(name) && prometheus.length === 1)
    return prometheus[0]?.id ?? name;
  const signal = metrics.find((each) => (each.kind === 'custom' || each.kind === 'external') && each.metric === name);
  return signal?.id ?? name;
}
