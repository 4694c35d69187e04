import type { MetricsApi, PodMetrics, PodMetricValue } from '../../autoscaling/hpa/contract.ts';
import type { LabelSelector, Pod } from '../../autoscaling/objects.ts';
import { parseMilli } from '../../autoscaling/quantity/milli.ts';
import { epochMs, parseTime } from '../../autoscaling/units.ts';
import type { MetricsServer, PodUsage } from '../metrics-server/metrics-server.ts';
import { unknownPath } from '../store/refusals.ts';
import type { MetricProviders, PodMetricSample } from '../world.ts';

/** The metrics APIs as the HPA controller queries them for one target. */
export function metricsView(
  metricsServer: MetricsServer,
  providers: MetricProviders,
  target: { readonly namespace: string; readonly pods: readonly Pod[]; readonly selector: LabelSelector },
): MetricsApi {
  const { namespace, pods, selector } = target;
  return {
    resource: () => metricsServer.usage(pods).map(podMetrics),
    pods: (metric) => providers.podsMetric(namespace, metric, selector).map(podMetricValue),
    object: () => {
      // No adapter of the embedded cluster serves metrics of single objects.
      throw unknownPath();
    },
    external: (metric, metricSelector) =>
      providers.externalMetric(namespace, metric, metricSelector ?? {}).map(({ value }) => parseMilli(value)),
  };
}

function podMetrics({ pod, timestamp, windowMs, containers }: PodUsage): PodMetrics {
  return {
    pod: pod.metadata.name,
    timestamp,
    windowMs,
    containers: containers.map(({ name, cpuNanocores, memoryBytes }) => ({
      name,
      // A quantity finer than a thousandth rounds up.
      usage: { cpu: (cpuNanocores + 999_999n) / 1_000_000n, memory: memoryBytes * 1000n },
    })),
  };
}

function podMetricValue({ pod, value, timestamp, windowSeconds }: PodMetricSample): PodMetricValue {
  return {
    pod,
    value: parseMilli(value),
    timestamp: parseTime(timestamp) ?? epochMs(0),
    ...(windowSeconds === undefined ? {} : { windowMs: windowSeconds * 1000 }),
  };
}
