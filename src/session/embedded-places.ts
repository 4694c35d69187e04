import type { PrometheusSignal, QueueSignal, Scenario, ScenarioSignals } from '../scenario/model.ts';

type Played = Pick<Scenario, 'signals' | 'embedded'>;

/**
 * The signals of a scenario as an embedded cluster plays them: what is at a URL, or behind a port-forward, is its own model of that queue or
 * Prometheus, asked through its service proxy. So nothing on the screen of an embedded run comes from anywhere else.
 */
export function embeddedSignals(played: Played): ScenarioSignals {
  const { queue, metrics, throttling } = played.signals;
  return {
    ...(queue && { queue: queueInModel(queue, played) }),
    metrics: metrics.map((metric) => (metric.kind === 'prometheus' ? queryInModel(metric, played) : metric)),
    ...(throttling && { throttling: queryInModel(throttling, played) }),
  };
}

function queueInModel(signal: QueueSignal, played: Played): QueueSignal {
  switch (signal.kind) {
    case 'prometheus':
      return { ...queryInModel(signal, played), ...thresholdOf(signal) };
    case 'redis-list': {
      const { kind, list, database } = signal;
      const model = played.embedded.model.queues.find((each) => each.kind === kind && each.list === list);
      if (model?.kind !== kind) return signal;
      return { ...lookOf(signal), ...thresholdOf(signal), kind, list, database, ...placeOf(model) };
    }
    case 'nats-jetstream': {
      const { kind, stream, consumer } = signal;
      const model = played.embedded.model.queues.find(
        (each) => each.kind === kind && each.stream === stream && each.consumer === consumer,
      );
      if (model?.kind !== kind) return signal;
      const place = placeOf({ ...model, port: model.monitoringPort });
      return { ...lookOf(signal), ...thresholdOf(signal), kind, stream, consumer, account: model.account, ...place };
    }
  }
}

function queryInModel(signal: PrometheusSignal, { embedded }: Played): PrometheusSignal {
  const { prometheus } = embedded.model;
  if (!prometheus) return signal;
  return { ...lookOf(signal), kind: 'prometheus', query: signal.query, ...placeOf(prometheus) };
}

interface ModelPlace {
  readonly namespace: string;
  readonly service: string;
  readonly port: number;
}

function placeOf({ namespace, service, port }: ModelPlace) {
  return { namespace, service, port, via: 'proxy' } as const;
}

function lookOf({ id, title, unit, target, sla, everySeconds }: PrometheusSignal | QueueSignal) {
  return { id, title, unit, everySeconds, ...(target !== undefined && { target }), ...(sla !== undefined && { sla }) };
}

function thresholdOf({ lagThreshold }: QueueSignal) {
  return lagThreshold === undefined ? {} : { lagThreshold };
}
