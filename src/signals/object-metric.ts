import { Answer, AnswerError } from './answer.ts';
import { metricLabelSelector } from './metric-label-selector.ts';
import { type Signal, type SignalLook, seriesOf } from './signal.ts';

/** A metric of `custom.metrics.k8s.io` that one object has, or the namespace as a whole. */
export interface ObjectMetric extends SignalLook {
  readonly metric: string;
  readonly namespace: string;
  /** Of the metric's own labels, as in `-l`. */
  readonly selector?: string;
  /** By the plural of its kind, with the group behind it: `services`, `ingresses.networking.k8s.io`. Absent: the namespace itself. */
  readonly object?: { readonly resource: string; readonly name: string };
}

/** The value of one object, as the HPA controller asks for an Object metric; a gap where the API has none. */
export function objectMetric(signal: ObjectMetric): Signal {
  const { namespace, metric, object, selector } = signal;
  const subject = object ? `${object.resource}/${encodeURIComponent(object.name)}` : 'metrics';
  const path = `/apis/custom.metrics.k8s.io/v1beta1/namespaces/${namespace}/${subject}/${metric}${metricLabelSelector(selector, '?')}`;
  return {
    source: `metric:${signal.id}`,
    everySeconds: signal.everySeconds,
    series: [seriesOf(signal)],
    read: async (cluster) => {
      const items = new Answer(await cluster.getRaw(path), metric).field('items').listOrEmpty();
      if (items.length > 1)
        throw new AnswerError(`${metric} has ${items.length} values; one is needed (select by label?)`);
      const [only] = items;
      return [{ series: signal.id, value: only ? only.field('value').quantity() : null }];
    },
  };
}
