import type { MetricSpec, MetricTarget } from '../objects.ts';
import type { Field } from './field.ts';
import { present } from './present-fields.ts';
import {
  type MetricSource,
  metricSources,
  readContainerResourceName,
  readMetricName,
  readObjectMetricName,
  readResourceName,
  sourceOf,
} from './read-metric-name.ts';

const targetTypes = ['Utilization', 'Value', 'AverageValue'] as const;
const fieldOfTarget = { Utilization: 'averageUtilization', Value: 'value', AverageValue: 'averageValue' } as const;

const targetsOf: Readonly<Record<MetricSource, readonly MetricTarget['type'][]>> = {
  Resource: ['Utilization', 'AverageValue'],
  ContainerResource: ['Utilization', 'AverageValue'],
  Pods: ['AverageValue'],
  Object: ['Value', 'AverageValue'],
  External: ['Value', 'AverageValue'],
};

/**
 * A metric of an HPA's spec. `stored`: an API server has accepted it, perhaps one that knows more types than this controller; the controller
 * has its own words for what it cannot use, so that passes. @throws EvaluationError
 */
export function readMetricSpec(metric: Field, stored: boolean): MetricSpec {
  const written = metric.get('type');
  if (stored && !metricSources.some((known) => known === written.value)) return unknownSpec(written.string());
  const type = written.oneOf(metricSources);
  const source = sourceOf(metric, type);
  const target = readTarget(source.get('target'), type, stored);
  switch (type) {
    case 'Resource':
      return { type, resource: { ...readResourceName(source), target } };
    case 'ContainerResource':
      return { type, containerResource: { ...readContainerResourceName(source), target } };
    case 'Pods':
      return { type, pods: { ...readMetricName(source), target } };
    case 'Object':
      return { type, object: { ...readObjectMetricName(source), target } };
    case 'External':
      return { type, external: { ...readMetricName(source), target } };
    default:
      return type satisfies never;
  }
}

/** A metric no type of ours describes; the controller looks at its type only. */
function unknownSpec(type: string): MetricSpec {
  return { type } as MetricSpec;
}

function readTarget(target: Field, source: MetricSource, stored: boolean): MetricTarget {
  const type = target.get('type');
  const values = present({
    averageUtilization: target.get('averageUtilization').optional((field) => field.integer(1)),
    averageValue: target.get('averageValue').optional(readPositive),
    value: target.get('value').optional(readPositive),
  });
  if (stored) return { type: type.string() as MetricTarget['type'], ...values };
  const known = type.oneOf(targetTypes);
  if (!targetsOf[source].includes(known)) {
    throw type.fail(`a metric of type ${source} takes ${targetsOf[source].join(' or ')}, not ${known}`);
  }
  const needed = target.get(fieldOfTarget[known]);
  if (needed.isAbsent) throw needed.fail(`is missing, but the type is ${known}`);
  return { type: known, ...values };
}

function readPositive(target: Field): string {
  if (target.milli() <= 0n) throw target.wrong('a quantity greater than zero');
  return target.quantity();
}
