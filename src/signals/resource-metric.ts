import { Answer } from './answer.ts';
import { averageOfPods } from './pod-values.ts';
import { type Signal, type SignalLook, seriesOf } from './signal.ts';

/** Usage of a resource by the pods a selector matches. */
export interface ResourceMetric extends SignalLook {
  readonly resource: 'cpu' | 'memory';
  readonly namespace: string;
  /** As in `-l`. */
  readonly podSelector: string;
  /** Usage of this container alone; pods without it are left out. */
  readonly container?: string;
}

/** Average usage from `metrics.k8s.io`, in cores or bytes: a pod's value is the sum of its containers; parts are the pods. */
export function resourceMetric(signal: ResourceMetric): Signal {
  const { resource, container } = signal;
  const path = `/apis/metrics.k8s.io/v1beta1/namespaces/${signal.namespace}/pods?labelSelector=${encodeURIComponent(signal.podSelector)}`;
  return {
    source: `metric:${signal.id}`,
    everySeconds: signal.everySeconds,
    series: [seriesOf(signal)],
    read: async (cluster) => {
      const items = new Answer(await cluster.getRaw(path), 'PodMetricsList').field('items').listOrEmpty();
      const values = items.flatMap((item) => {
        const containers = item
          .field('containers')
          .listOrEmpty()
          .filter((each) => container === undefined || each.field('name').text() === container);
        if (container !== undefined && containers.length === 0) return [];
        const usage = containers.reduce((sum, each) => sum + each.field('usage').field(resource).quantity(), 0);
        return [[item.field('metadata').field('name').text(), usage] as const];
      });
      return [averageOfPods(signal.id, values)];
    },
  };
}
