import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { Job } from '../../cluster/objects.ts';

/**
 * A new Job selects its pods by its own uid, and its template carries the labels that say so: the API server writes both once it has given
 * the object a uid. Anything else, and a Job that brings a selector, stays as it is.
 */
export function withJobSelector(object: KubernetesObject): KubernetesObject {
  if (object.kind !== 'Job') return object;
  const { spec, metadata } = object as Job;
  if ('selector' in spec) return object;
  const { name, uid = '' } = metadata;
  const own = { 'batch.kubernetes.io/controller-uid': uid };
  const labels = {
    ...spec.template.metadata?.labels,
    ...own,
    'batch.kubernetes.io/job-name': name,
    'controller-uid': uid,
    'job-name': name,
  };
  const template = { ...spec.template, metadata: { ...spec.template.metadata, labels } };
  return { ...object, spec: { ...spec, selector: { matchLabels: own }, template } };
}
