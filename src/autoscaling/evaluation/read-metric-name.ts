import type { CrossVersionObjectReference, MetricIdentifier, MetricSpec } from '../objects.ts';
import type { Field } from './field.ts';
import { present } from './present-fields.ts';
import { readLabelSelector } from './read-meta.ts';

export type MetricSource = MetricSpec['type'];

export const metricSources: readonly MetricSource[] = ['Resource', 'ContainerResource', 'Pods', 'Object', 'External'];

/** The part of a metric that its type says to look at: `resource` of a Resource metric. */
export function sourceOf(metric: Field, type: MetricSource): Field {
  const source = metric.get(`${type.charAt(0).toLowerCase()}${type.slice(1)}`);
  if (source.isAbsent) throw source.fail(`is missing, but the type is ${type}`);
  return source;
}

/** What names a resource, in spec and status alike. */
export function readResourceName(source: Field): { readonly name: string } {
  return { name: source.get('name').name() };
}

export function readContainerResourceName(source: Field): { readonly name: string; readonly container: string } {
  return { name: source.get('name').name(), container: source.get('container').name() };
}

export function readMetricName(source: Field): { readonly metric: MetricIdentifier } {
  const metric = source.get('metric');
  return {
    metric: present({
      name: metric.get('name').name(),
      selector: metric.get('selector').optional(readLabelSelector),
    }),
  };
}

export function readObjectMetricName(source: Field): {
  readonly describedObject: CrossVersionObjectReference;
  readonly metric: MetricIdentifier;
} {
  return { describedObject: readReference(source.get('describedObject')), ...readMetricName(source) };
}

/** A reference to an object of any version. */
export function readReference(reference: Field): CrossVersionObjectReference {
  return present({
    apiVersion: reference.get('apiVersion').optional((field) => field.string()),
    kind: reference.get('kind').name(),
    name: reference.get('name').name(),
  });
}
