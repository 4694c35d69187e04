import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { matchesSelector, parseSelector, SelectorError } from '../../autoscaling/selector.ts';
import type { ListOptions, ResourceType } from '../../cluster/port.ts';
import { badRequest } from '../store/refusals.ts';
import { fieldMatcher } from './field-selector.ts';

/** Whether a list with these options has the object. @throws ClusterError 400 for selectors that cannot be read */
export function objectFilter(
  type: ResourceType,
  { namespace, labelSelector = '', fieldSelector = '' }: ListOptions,
): (object: KubernetesObject) => boolean {
  const labels = labelMatcher(labelSelector);
  const fields = fieldMatcher(type, fieldSelector);
  const inNamespace = (object: KubernetesObject): boolean =>
    namespace === undefined || !type.namespaced || object.metadata.namespace === namespace;
  return (object) => inNamespace(object) && labels(object) && fields(object);
}

function labelMatcher(text: string): (object: KubernetesObject) => boolean {
  try {
    const selector = parseSelector(text);
    return ({ metadata }) => matchesSelector(selector, metadata.labels);
  } catch (error) {
    if (error instanceof SelectorError) throw badRequest(`unable to parse requirement: ${error.message}`);
    throw error;
  }
}
