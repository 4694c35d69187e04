import { parseMilli } from '../../autoscaling/quantity/milli.ts';
import type { RunningContainer } from '../world.ts';
import type { MetricFamily, MetricSample } from './metric-family.ts';

/** The kernel's CFS period in microseconds. */
const cfsPeriodMicros = 100_000;

/** Running containers as the kubelet's cAdvisor names them (google/cadvisor, docs/storage/prometheus.md). */
export function containerMetrics(running: readonly RunningContainer[]): readonly MetricFamily[] {
  const family = (
    name: string,
    type: MetricFamily['type'],
    help: string,
    measure: (run: RunningContainer) => number | undefined,
  ): MetricFamily => ({ name, type, help, samples: running.flatMap((run) => sampleOf(run, measure(run))) });
  return [
    family('container_cpu_usage_seconds_total', 'counter', 'Cumulative cpu time consumed in seconds.', ({ process }) =>
      process.cpuSeconds(),
    ),
    family(
      'container_cpu_cfs_periods_total',
      'counter',
      'Number of elapsed enforcement period intervals.',
      ({ container, process }) => (hasQuota(container) ? process.cfs().periods : undefined),
    ),
    family(
      'container_cpu_cfs_throttled_periods_total',
      'counter',
      'Number of throttled period intervals.',
      ({ container, process }) => (hasQuota(container) ? process.cfs().throttledPeriods : undefined),
    ),
    family(
      'container_cpu_cfs_throttled_seconds_total',
      'counter',
      'Total time duration the container has been throttled.',
      ({ container, process }) => (hasQuota(container) ? process.cfs().throttledSeconds : undefined),
    ),
    family('container_memory_working_set_bytes', 'gauge', 'Current working set in bytes.', ({ process }) =>
      process.memoryBytes(),
    ),
    family('container_spec_cpu_period', 'gauge', 'CPU period of the container.', () => cfsPeriodMicros),
    family('container_spec_cpu_quota', 'gauge', 'CPU quota of the container.', ({ container }) => {
      const limit = container.resources?.limits?.cpu;
      return limit === undefined ? undefined : (Number(parseMilli(limit)) / 1000) * cfsPeriodMicros;
    }),
    family(
      'container_start_time_seconds',
      'gauge',
      'Start time of the container since unix epoch in seconds.',
      ({ startedAt }) => startedAt / 1000,
    ),
  ];
}

/** Without a CPU limit the kernel keeps no bandwidth statistics, and cAdvisor shows none. */
function hasQuota({ resources }: RunningContainer['container']): boolean {
  return resources?.limits?.cpu !== undefined;
}

function sampleOf({ pod, container }: RunningContainer, value: number | undefined): readonly MetricSample[] {
  if (value === undefined) return [];
  const { namespace = '', name } = pod.metadata;
  const labels = {
    container: container.name,
    image: container.image ?? '',
    namespace,
    node: pod.spec.nodeName ?? '',
    pod: name,
  };
  return [{ labels, value }];
}
