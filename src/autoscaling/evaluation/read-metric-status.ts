import type { MetricStatus, MetricValueStatus } from '../objects.ts';
import type { Field } from './field.ts';
import { present } from './present-fields.ts';
import {
  metricSources,
  readContainerResourceName,
  readMetricName,
  readObjectMetricName,
  readResourceName,
  sourceOf,
} from './read-metric-name.ts';

const INT32_MIN = -(2 ** 31);

/** A metric of an HPA's status. A failed one has no type. @throws EvaluationError */
export function readMetricStatus(metric: Field): MetricStatus {
  const type = metric.get('type').oneOf(['', ...metricSources]);
  if (type === '') return { type };
  const source = sourceOf(metric, type);
  const current = readCurrent(source.get('current'));
  switch (type) {
    case 'Resource':
      return { type, resource: { ...readResourceName(source), current } };
    case 'ContainerResource':
      return { type, containerResource: { ...readContainerResourceName(source), current } };
    case 'Pods':
      return { type, pods: { ...readMetricName(source), current } };
    case 'Object':
      return { type, object: { ...readObjectMetricName(source), current } };
    case 'External':
      return { type, external: { ...readMetricName(source), current } };
    default:
      return type satisfies never;
  }
}

function readCurrent(current: Field): MetricValueStatus {
  return present({
    averageUtilization: current.get('averageUtilization').optional((field) => field.integer(INT32_MIN)),
    averageValue: current.get('averageValue').optional((field) => field.quantity()),
    value: current.get('value').optional((field) => field.quantity()),
  });
}
