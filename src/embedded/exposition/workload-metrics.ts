import type { WorkloadModel } from '../setup.ts';
import type { RunningWorkloads } from '../workload/running-workloads.ts';
import type { MetricFamily } from './metric-family.ts';

/** The counters that the modelled programs expose under names of their own. */
export function workloadMetrics(
  workloads: readonly WorkloadModel[],
  running: RunningWorkloads,
): readonly MetricFamily[] {
  return workloads.flatMap(({ namespace, deployment, counters = [] }) =>
    counters.map(({ metric, counts }): MetricFamily => {
      const samples = running.of(namespace, deployment).map((target) => ({
        labels: { namespace, pod: target.pod, service: deployment },
        value: target.counters()[counts],
      }));
      return { name: metric, type: 'counter', help: `Counter of ${deployment}.`, samples };
    }),
  );
}
