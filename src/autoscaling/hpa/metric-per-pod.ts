import type { MetricSpec, MetricTarget, MetricValueStatus } from '../objects.ts';
import { formatMilli, parseMilli } from '../quantity/milli.ts';
import type { MilliValue } from '../units.ts';
import type { MetricsApi } from './contract.ts';
import type { MeasuredMetric, MetricScene } from './metric.ts';
import { CalculationError, doing, orFail } from './metric-error.ts';
import { fetchPods, fetchResource, type PodValues } from './metrics-client.ts';
import type { Proposal } from './proposal.ts';
import { proposeAverageValue, proposeUtilization } from './proposal-resource.ts';

type ResourceSource = Extract<MetricSpec, { type: 'Resource' }>['resource'];
type ContainerResourceSource = Extract<MetricSpec, { type: 'ContainerResource' }>['containerResource'];
type PodsSource = Extract<MetricSpec, { type: 'Pods' }>['pods'];

/** A resource over all containers of each pod. Throws a MetricFailure. */
export function measureResource({ name, target }: ResourceSource, scene: MetricScene): MeasuredMetric {
  const proposal = orFail('FailedGetResourceMetric', `failed to get ${name} resource metric value`, () =>
    proposeResource(name, undefined, target, scene),
  );
  return { proposal, status: { type: 'Resource', resource: { name, current: currentOf(proposal, name) } } };
}

/** A resource of one named container of each pod. Throws a MetricFailure. */
export function measureContainerResource(source: ContainerResourceSource, scene: MetricScene): MeasuredMetric {
  const { name, container, target } = source;
  const proposal = orFail('FailedGetContainerResourceMetric', `failed to get ${container} container metric value`, () =>
    proposeResource(name, container, target, scene),
  );
  const current = currentOf(proposal, name);
  return { proposal, status: { type: 'ContainerResource', containerResource: { name, container, current } } };
}

/** A custom metric of each pod. Throws a MetricFailure. */
export function measurePods({ metric, target }: PodsSource, scene: MetricScene): MeasuredMetric {
  const proposal = orFail('FailedGetPodsMetric', 'failed to get pods metric value', () => {
    const { averageValue } = target;
    if (averageValue === undefined) {
      throw new CalculationError('invalid pods metric source: no average value target was set');
    }
    const values = doing(`unable to get metric ${metric.name}`, () =>
      fetchPods(scene.api, metric.name, metric.selector),
    );
    return proposeAverageValue(scene, values, undefined, parseMilli(averageValue));
  });
  return {
    proposal,
    status: { type: 'Pods', pods: { metric, current: { averageValue: formatMilli(proposal.usage) } } },
  };
}

/** Prints the usage of a resource: memory with binary suffixes, every other one in decimal. */
export function formatUsage(usage: MilliValue, resource: string): string {
  return formatMilli(usage, resource === 'memory' ? 'BinarySI' : 'DecimalSI');
}

/** A resource's usage per pod; the error says for which resource. Throws a {@link CalculationError}. */
export function readResource(api: MetricsApi, resource: string, container: string | undefined): PodValues {
  return doing(`unable to get metrics for resource ${resource}`, () => fetchResource(api, resource, container));
}

/** An average value takes precedence where both kinds of target are set. */
function proposeResource(
  resource: string,
  container: string | undefined,
  { averageValue, averageUtilization }: MetricTarget,
  scene: MetricScene,
): Proposal {
  const values = () => readResource(scene.api, resource, container);
  if (averageValue !== undefined) {
    return doing(`failed to get ${resource} usage`, () =>
      proposeAverageValue(scene, values(), resource, parseMilli(averageValue)),
    );
  }
  if (averageUtilization === undefined) {
    throw new CalculationError(
      'invalid resource metric source: neither an average utilization target nor an average value target was set',
    );
  }
  return doing(`failed to get ${resource} utilization`, () =>
    proposeUtilization(scene, values(), resource, container, averageUtilization),
  );
}

function currentOf({ utilizationPercent, usage }: Proposal, resource: string): MetricValueStatus {
  const averageValue = formatUsage(usage, resource);
  return utilizationPercent === undefined ? { averageValue } : { averageUtilization: utilizationPercent, averageValue };
}
