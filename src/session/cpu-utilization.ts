import type { Sample } from '../autoscaling/figures/samples.ts';
import type { Scenario } from '../scenario/model.ts';
import { quantityNumber } from '../signals/quantity-number.ts';
import { samplesOf } from './samples-of.ts';
import type { SessionState } from './state.ts';

/**
 * Average CPU of the first workload's pods in percent of what they request, as the HPA's `averageUtilization` counts it: the scenario's
 * resource signal for CPU over the requests in the pod template. Empty where either is missing.
 */
export function cpuUtilization(scenario: Scenario, state: SessionState): readonly Sample[] {
  // Of whole pods: one container's usage says nothing against what all of them request.
  const signal = scenario.signals.metrics.find(
    (metric) => metric.kind === 'resource' && metric.resource === 'cpu' && metric.container === undefined,
  );
  const requested = requestedCores(scenario, state);
  if (!signal || requested === undefined) return [];
  return samplesOf(state, signal.id).map(({ at, value }) => ({ at, value: (value / requested) * 100 }));
}

function requestedCores(scenario: Scenario, state: SessionState): number | undefined {
  const [workload] = scenario.target.workloads;
  const deployment = [...state.deployments.values()].find(({ metadata }) => metadata.name === workload?.name);
  if (!deployment) return undefined;
  let cores = 0;
  for (const { resources } of deployment.spec.template.spec.containers) {
    const request = quantityNumber(resources?.requests?.cpu ?? '');
    // As for the HPA: without a request of every container there is no utilization.
    if (request === undefined) return undefined;
    cores += request;
  }
  return cores === 0 ? undefined : cores;
}
