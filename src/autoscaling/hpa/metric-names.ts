import type { LabelSelector, MetricSpec, MetricTarget } from '../objects.ts';
import { formatMilli, parseMilli } from '../quantity/milli.ts';
import { formatGoSelector } from './go-selector.ts';

/** A metric as the controller names it in events and conditions. */
export function describeMetric(spec: MetricSpec): string {
  switch (spec.type) {
    case 'Resource': {
      const { name, target } = spec.resource;
      return averaged(target) ? `${name} resource` : `${name} resource utilization (percentage of request)`;
    }
    case 'ContainerResource': {
      const { name, target } = spec.containerResource;
      return averaged(target) ? `${name} resource` : `${name} container resource utilization (percentage of request)`;
    }
    case 'Pods':
      return `pods metric ${spec.pods.metric.name}`;
    case 'Object': {
      const { target, describedObject, metric } = spec.object;
      // An average over an object's metric really is reported under "external".
      if (target.type === 'AverageValue') return externalName(metric.name, metric.selector);
      return `${describedObject.kind} metric ${metric.name}`;
    }
    case 'External':
      return externalName(spec.external.metric.name, spec.external.metric.selector);
    default:
      return unknownType(spec);
  }
}

/** What a metric is held against: a percentage such as "80%", or a quantity. Empty where none is set. */
export function describeTarget(spec: MetricSpec): string {
  const target = targetOf(spec);
  const quantity = target?.averageValue ?? target?.value;
  if (quantity !== undefined) return formatMilli(parseMilli(quantity));
  return target?.averageUtilization === undefined ? '' : `${target.averageUtilization}%`;
}

/** The type of a metric this version does not know: the object may have been stored by a later one. */
export function unknownType(spec: never): string {
  return (spec as { readonly type: string }).type;
}

function targetOf(spec: MetricSpec): MetricTarget | undefined {
  switch (spec.type) {
    case 'Resource':
      return spec.resource.target;
    case 'ContainerResource':
      return spec.containerResource.target;
    case 'Pods':
      return spec.pods.target;
    case 'Object':
      return spec.object.target;
    case 'External':
      return spec.external.target;
    default:
      return undefined;
  }
}

function averaged({ averageValue }: MetricTarget): boolean {
  return averageValue !== undefined;
}

function externalName(name: string, selector: LabelSelector | undefined): string {
  return `external metric ${name}(${formatGoSelector(selector)})`;
}
