import type { Pod } from '../../autoscaling/objects.ts';
import type { Job, PodTemplate } from '../../cluster/objects.ts';
import { resources } from '../../cluster/resources.ts';
import { controllerReference } from '../controller/ownership.ts';
import { deleteGracefully } from '../store/graceful-deletion.ts';
import type { World } from '../world.ts';
import { indexedTemplate } from './completion-index.ts';

export const component = 'job-controller';

/** Creates a pod of a Job; `index` for one of an Indexed Job. */
export function createPod({ store, events }: World, job: Job, index?: number): void {
  const { name, namespace = '', uid = '' } = job.metadata;
  const template: PodTemplate =
    index === undefined ? job.spec.template : indexedTemplate(name, job.spec.template, index);
  const pod = store.create<Pod>({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...template.metadata,
      labels: {
        ...template.metadata?.labels,
        'batch.kubernetes.io/controller-uid': uid,
        'batch.kubernetes.io/job-name': name,
        'controller-uid': uid,
        'job-name': name,
      },
      name: '',
      generateName: index === undefined ? `${name}-` : `${name}-${index}-`,
      namespace,
      ownerReferences: [controllerReference(job)],
    },
    spec: template.spec,
  });
  events.record(job, 'Normal', 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`, component);
}

export function deletePods({ store, clock, events }: World, job: Job, pods: readonly Pod[]): void {
  for (const { metadata } of pods) {
    deleteGracefully(store, clock, resources.pods, metadata.namespace, metadata.name);
    events.record(job, 'Normal', 'SuccessfulDelete', `Deleted pod: ${metadata.name}`, component);
  }
}
