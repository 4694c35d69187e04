import type { MetricIdentifier, MetricSpec, MetricTarget, PodSpec } from '../../autoscaling/objects.ts';
import { formatSelector } from '../../autoscaling/selector.ts';
import type { Deployment } from '../../cluster/objects.ts';
import type { MetricSignal } from '../../scenario/model.ts';
import { quantityNumber } from '../../signals/quantity-number.ts';
import { podRequest } from './pod-request.ts';

/** The metrics APIs change their answers every few seconds at best. */
const everySeconds = 5;

/**
 * A metric of an HPA as a signal that reads the same API. Undefined for resources other than cpu and memory, of which metrics-server knows
 * nothing.
 */
export function signalOfMetric(metric: MetricSpec, deployment: Deployment): MetricSignal | undefined {
  switch (metric.type) {
    case 'Resource':
      return resourceSignal(metric.resource.name, deployment, metric.resource.target);
    case 'ContainerResource':
      return containerSignal(metric.containerResource, deployment);
    case 'Pods':
      return {
        kind: 'custom',
        id: metric.pods.metric.name,
        title: `${metric.pods.metric.name} per pod`,
        unit: '',
        ...lineAt(quantityNumber(metric.pods.target.averageValue ?? '')),
        metric: metric.pods.metric.name,
        ...(metric.pods.metric.selector ? { selector: formatSelector(metric.pods.metric.selector) } : {}),
        namespace: namespaceOf(deployment),
        podSelector: selectorText(deployment),
        everySeconds,
      };
    case 'External':
      return externalSignal(metric.external.metric, metric.external.target, namespaceOf(deployment));
    case 'Object':
      return objectSignal(metric.object, namespaceOf(deployment));
  }
}

type ContainerMetric = Extract<MetricSpec, { readonly type: 'ContainerResource' }>['containerResource'];
type ObjectMetric = Extract<MetricSpec, { readonly type: 'Object' }>['object'];

function containerSignal(
  { name, container, target }: ContainerMetric,
  deployment: Deployment,
): MetricSignal | undefined {
  const signal = resourceSignal(name, deployment);
  if (signal?.kind !== 'resource') return undefined;
  const { containers } = deployment.spec.template.spec;
  const line = usageTarget(name, { containers: containers.filter((each) => each.name === container) }, target);
  return { ...signal, id: `${name}-${container}`, title: `${signal.title}, ${container}`, container, ...lineAt(line) };
}

function objectSignal({ describedObject, metric, target }: ObjectMetric, namespace: string): MetricSignal {
  const { kind, name, apiVersion = 'v1' } = describedObject;
  const [group] = apiVersion.includes('/') ? apiVersion.split('/', 1) : [];
  // The API server lists kinds in their plural, which is regular for all that metrics are kept of.
  const plural = kind
    .toLowerCase()
    .replace(/(s|x|ch|sh)$/, '$1e')
    .concat('s');
  return {
    kind: 'custom',
    id: `${metric.name}-${name}`,
    title: `${metric.name} of ${kind} ${name}`,
    unit: '',
    ...lineAt(quantityNumber(target.value ?? '')),
    metric: metric.name,
    namespace,
    ...(metric.selector ? { selector: formatSelector(metric.selector) } : {}),
    ...(kind === 'Namespace'
      ? { ofNamespace: true }
      : { object: { resource: group === undefined ? plural : `${plural}.${group}`, name } }),
    everySeconds,
  };
}

/** Usage of a resource by the Deployment's pods, with the target of a metric where it has one. */
export function resourceSignal(
  resource: string,
  deployment: Deployment,
  target?: MetricTarget,
): MetricSignal | undefined {
  if (resource !== 'cpu' && resource !== 'memory') return undefined;
  return {
    kind: 'resource',
    id: resource,
    title: resource === 'cpu' ? 'CPU per pod' : 'Memory per pod',
    unit: resource === 'cpu' ? 'cores' : 'bytes',
    ...lineAt(target && usageTarget(resource, deployment.spec.template.spec, target)),
    resource,
    namespace: namespaceOf(deployment),
    podSelector: selectorText(deployment),
    everySeconds,
  };
}

/** The series is the total; a target per replica is no line in its chart. */
function externalSignal(metric: MetricIdentifier, target: MetricTarget, namespace: string): MetricSignal {
  return {
    kind: 'external',
    id: metric.name,
    title: metric.name,
    unit: '',
    ...lineAt(quantityNumber(target.value ?? '')),
    metric: metric.name,
    namespace,
    selector: formatSelector(metric.selector ?? {}),
    everySeconds,
  };
}

function usageTarget(resource: string, pod: PodSpec, target: MetricTarget): number | undefined {
  if (target.averageValue !== undefined) return quantityNumber(target.averageValue);
  const request = podRequest(pod, resource);
  if (request === undefined || target.averageUtilization === undefined) return undefined;
  return (request * target.averageUtilization) / 100;
}

function lineAt(target: number | undefined): { readonly target?: number } {
  return target === undefined ? {} : { target };
}

function namespaceOf({ metadata }: Deployment): string {
  return metadata.namespace ?? 'default';
}

function selectorText({ spec }: Deployment): string {
  return formatSelector(spec.selector);
}
