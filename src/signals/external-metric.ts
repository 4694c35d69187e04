import { Answer } from './answer.ts';
import { type Signal, type SignalLook, seriesOf } from './signal.ts';

/** A metric of `external.metrics.k8s.io`, where KEDA publishes what its triggers read. */
export interface ExternalMetric extends SignalLook {
  readonly metric: string;
  readonly namespace: string;
  /** As in `-l`. KEDA answers only with `scaledobject.keda.sh/name=NAME`. */
  readonly selector: string;
}

/** The sum of an external metric's values, as the HPA controller sums them; a gap when the API answers with none. */
export function externalMetric(signal: ExternalMetric): Signal {
  const { namespace, metric, selector } = signal;
  const path = `/apis/external.metrics.k8s.io/v1beta1/namespaces/${namespace}/${metric}?labelSelector=${encodeURIComponent(selector)}`;
  return {
    source: `metric:${signal.id}`,
    everySeconds: signal.everySeconds,
    series: [seriesOf(signal)],
    read: async (cluster) => {
      const items = new Answer(await cluster.getRaw(path), metric).field('items').listOrEmpty();
      const values = items.map((item) => item.field('value').quantity());
      const value = values.length === 0 ? null : values.reduce((sum, each) => sum + each, 0);
      return [{ series: signal.id, value }];
    },
  };
}
