import { Answer } from './answer.ts';
import { metricLabelSelector } from './metric-label-selector.ts';
import { averageOfPods } from './pod-values.ts';
import { type Signal, type SignalLook, seriesOf } from './signal.ts';

/** A metric of `custom.metrics.k8s.io`. */
export interface PodsMetric extends SignalLook {
  readonly metric: string;
  readonly namespace: string;
  /** As in `-l`. */
  readonly podSelector: string;
  /** Of the metric's own labels, as in `-l`. */
  readonly selector?: string;
}

/** The average of a custom metric over the pods a selector matches, asked for the way the HPA controller asks; parts are the pods. */
export function podsMetric(signal: PodsMetric): Signal {
  const { namespace, metric, podSelector } = signal;
  const labels = metricLabelSelector(signal.selector, '&');
  const path = `/apis/custom.metrics.k8s.io/v1beta1/namespaces/${namespace}/pods/*/${metric}?labelSelector=${encodeURIComponent(podSelector)}${labels}`;
  return {
    source: `metric:${signal.id}`,
    everySeconds: signal.everySeconds,
    series: [seriesOf(signal)],
    read: async (cluster) => {
      const items = new Answer(await cluster.getRaw(path), metric).field('items').listOrEmpty();
      const values = items.map(
        (item) => [item.field('describedObject').field('name').text(), item.field('value').quantity()] as const,
      );
      return [averageOfPods(signal.id, values)];
    },
  };
}
