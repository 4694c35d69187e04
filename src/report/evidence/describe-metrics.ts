import type {
  MetricSpec,
  MetricStatus,
  MetricTarget,
  MetricValueStatus,
} from '../../autoscaling/objects/horizontal-pod-autoscaler.ts';
import { formatQuantity } from '../../autoscaling/quantity/format.ts';
import { parseQuantity } from '../../autoscaling/quantity/quantity.ts';

/** One metric of `kubectl describe hpa`; its current value is the one at the same place of the status, as kubectl pairs them. */
export function describedMetric(metric: MetricSpec, status: MetricStatus | undefined): string {
  const current = currentOf(metric.type, status);
  switch (metric.type) {
    case 'External': {
      const { metric: identifier, target } = metric.external;
      return `  ${JSON.stringify(identifier.name)} ${total(target, target.averageValue !== undefined, current)}`;
    }
    case 'Object': {
      const { metric: identifier, describedObject, target } = metric.object;
      const place = `"${identifier.name}" on ${describedObject.kind}/${describedObject.name}`;
      return `  ${place} ${total(target, target.type === 'AverageValue', current)}`;
    }
    case 'Pods': {
      const { metric: identifier, target } = metric.pods;
      return `  ${JSON.stringify(identifier.name)} on pods:\t${known(current, 'averageValue')} / ${quantity(target.averageValue)}`;
    }
    case 'Resource':
      return `  resource ${metric.resource.name} on pods${resource(metric.resource.target, current)}`;
    case 'ContainerResource': {
      const { name, container, target } = metric.containerResource;
      return `  resource ${name} of container "${container}" on pods${resource(target, current)}`;
    }
  }
}

function total(target: MetricTarget, perPod: boolean, current: MetricValueStatus | undefined): string {
  return perPod
    ? `(target average value):\t${known(current, 'averageValue')} / ${quantity(target.averageValue)}`
    : `(target value):\t${known(current, 'value')} / ${quantity(target.value)}`;
}

/** The second blank is kubectl's own: it indents what it writes in the middle of a line. */
function resource(target: MetricTarget, current: MetricValueStatus | undefined): string {
  if (target.averageValue !== undefined) {
    return `:\t${known(current, 'averageValue')} / ${quantity(target.averageValue)}`;
  }
  const used =
    current?.averageUtilization === undefined
      ? unknown
      : `${current.averageUtilization}% (${quantity(current.averageValue)})`;
  const wanted = target.averageUtilization === undefined ? '<auto>' : `${target.averageUtilization}%`;
  return `  (as a percentage of request):\t${used} / ${wanted}`;
}

const unknown = '<unknown>';

function known(current: MetricValueStatus | undefined, field: 'value' | 'averageValue'): string {
  // kubectl prints a quantity that is missing from a status that is there as Go prints a zero.
  return current === undefined ? unknown : quantity(current[field]);
}

function quantity(written: string | undefined): string {
  return written === undefined ? '0' : formatQuantity(parseQuantity(written));
}

function currentOf(type: MetricSpec['type'], status: MetricStatus | undefined): MetricValueStatus | undefined {
  if (status === undefined || status.type !== type) return undefined;
  switch (status.type) {
    case 'External':
      return status.external.current;
    case 'Object':
      return status.object.current;
    case 'Pods':
      return status.pods.current;
    case 'Resource':
      return status.resource.current;
    case 'ContainerResource':
      return status.containerResource.current;
  }
}
