import type { HorizontalPodAutoscaler } from '../../autoscaling/objects.ts';
import { isFields } from '../managed-fields/leaf-paths.ts';

/** The field that holds the rest of a metric of each type. */
const sources: Readonly<Record<string, string>> = {
  ContainerResource: 'containerResource',
  External: 'external',
  Object: 'object',
  Pods: 'pods',
  Resource: 'resource',
};

/** Field errors of metrics of which the source is not known or not there. */
export function metricSourceProblems({ spec }: HorizontalPodAutoscaler): readonly string[] {
  return (spec.metrics ?? []).flatMap((metric, index) => {
    const source = sources[metric.type];
    const path = `spec.metrics[${index}]`;
    if (source === undefined) {
      const supported = Object.keys(sources).map((type) => `"${type}"`);
      return [`${path}.type: Unsupported value: "${metric.type}": supported values: ${supported.join(', ')}`];
    }
    if (isFields((metric as Readonly<Record<string, unknown>>)[source])) return [];
    return [`${path}.${source}: Required value: must populate information for the given metric source`];
  });
}
