import type { Container, KubernetesObject } from '../../autoscaling/objects.ts';
import type { Deployment } from '../../cluster/objects.ts';
import { withoutCredentials } from '../../session/journal/without-credentials.ts';

/** An autoscaler as somebody would have written it: what the server and its controllers added is gone, and so is what may be a credential. */
export function plainAutoscaler(object: KubernetesObject): object {
  const { apiVersion, kind, metadata, spec } = withoutCredentials(object).object;
  const { name, namespace, labels, annotations = {} } = metadata;
  // Others are notes of whoever applied it, and a copy of the object.
  const own = Object.entries(annotations).filter(([key]) => /(^|[./])keda\.sh\//.test(key));
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      namespace,
      ...(labels !== undefined && { labels }),
      ...(own.length > 0 && { annotations: Object.fromEntries(own) }),
    },
    spec,
  };
}

/**
 * A Deployment as far as scaling goes: labels, replicas, and each container's image, ports and resources. Commands, variables and volumes
 * stay where they are: they are the workload's own business, and may hold what nobody else is to read.
 */
export function plainDeployment({ metadata, spec }: Deployment): object {
  const { containers, initContainers = [] } = spec.template.spec;
  const sidecars = initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always');
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: metadata.name,
      namespace: metadata.namespace,
      ...(metadata.labels !== undefined && { labels: metadata.labels }),
    },
    spec: {
      // One that is scaled to zero right now would have nothing to measure.
      replicas: spec.replicas ?? 1,
      selector: spec.selector,
      template: {
        metadata: { labels: spec.template.metadata?.labels ?? {} },
        spec: {
          ...(sidecars.length > 0 && { initContainers: sidecars.map(plainContainer) }),
          containers: containers.map(plainContainer),
        },
      },
    },
  };
}

function plainContainer({ name, image, ports, resources, restartPolicy }: Container): object {
  return {
    name,
    image,
    ...(restartPolicy !== undefined && { restartPolicy }),
    ...(ports !== undefined && { ports }),
    ...(resources !== undefined && { resources }),
  };
}
