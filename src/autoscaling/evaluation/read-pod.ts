import type { Container, Pod, PodStatus, ResourceList } from '../objects.ts';
import type { Field } from './field.ts';
import { present } from './present-fields.ts';
import { readCondition, readMeta, requireKind } from './read-meta.ts';

const phases = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown', ''] as const;

/** A v1 Pod, as far as an HPA looks at it. @throws EvaluationError */
export function readPod(pod: Field): Pod {
  requireKind(pod, 'v1', 'Pod');
  const spec = pod.get('spec');
  return present({
    apiVersion: 'v1',
    kind: 'Pod' as const,
    metadata: readMeta(pod.get('metadata')),
    spec: present({
      containers: spec.get('containers').list().map(readContainer),
      initContainers: spec.get('initContainers').optional((field) => field.list().map(readContainer)),
      resources: spec.get('resources').optional(readResources),
    }),
    status: pod.get('status').optional(readStatus),
  });
}

function readContainer(container: Field): Container {
  return present({
    name: container.get('name').string(),
    resources: container.get('resources').optional(readResources),
    restartPolicy: container.get('restartPolicy').optional((field) => field.string()),
  });
}

function readResources(resources: Field): { readonly requests?: ResourceList } {
  return present({
    requests: resources.get('requests').optional((requests) => requests.map((request) => request.quantity())),
  });
}

function readStatus(status: Field): PodStatus {
  return present({
    phase: status.get('phase').optional((field) => field.oneOf(phases)),
    startTime: status.get('startTime').optional((field) => field.timeText()),
    conditions: status.get('conditions').optional((field) => field.list().map(readCondition)),
  });
}
