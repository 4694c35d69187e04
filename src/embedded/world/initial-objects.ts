import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { formatTime } from '../../autoscaling/units.ts';
import type { EmbeddedSetup, NodeModel } from '../setup.ts';

const podsPerNode = '110';

/** The nodes a setup asks for: `NAME-0`, `NAME-1` … of each model. */
export function nodesOf({ model, startAt }: EmbeddedSetup): readonly KubernetesObject[] {
  return model.nodes.flatMap((node) =>
    Array.from({ length: node.count }, (_, index) => newNode(node, `${node.name}-${index}`, formatTime(startAt))),
  );
}

/** The namespaces a new cluster has, then those the setup's objects live in and that it does not define itself. */
export function namespacesOf({ objects }: EmbeddedSetup): readonly KubernetesObject[] {
  const names = new Set(['default', 'kube-system']);
  for (const { metadata } of objects) if (metadata.namespace !== undefined) names.add(metadata.namespace);
  for (const { kind, metadata } of objects) if (kind === 'Namespace') names.delete(metadata.name);
  return [...names].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
}

function newNode({ cpu, memory }: NodeModel, name: string, since: string): KubernetesObject {
  const amounts = { cpu, memory, pods: podsPerNode };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { 'kubernetes.io/hostname': name } },
    status: {
      capacity: amounts,
      allocatable: amounts,
      conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady', lastTransitionTime: since }],
    },
  };
}
