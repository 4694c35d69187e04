import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { nodeObject } from '../node/node-object.ts';
import type { EmbeddedSetup } from '../setup.ts';
import type { Random } from '../world.ts';

/** The nodes a setup asks for, all ready: `NAME-0`, `NAME-1` … of each model. */
export function nodesOf({ model, startAt }: EmbeddedSetup, random: Random): readonly KubernetesObject[] {
  return model.nodes
    .flatMap((group) => Array.from({ length: group.count }, (_, index) => ({ group, name: `${group.name}-${index}` })))
    .map(({ group, name }, serial) => nodeObject({ model: group, name, serial }, random, startAt, true));
}

/** The namespaces a new cluster has, then those the setup's objects live in and that it does not define itself. */
export function namespacesOf({ objects }: EmbeddedSetup): readonly KubernetesObject[] {
  const names = new Set(['default', 'kube-system']);
  for (const { metadata } of objects) if (metadata.namespace !== undefined) names.add(metadata.namespace);
  for (const { kind, metadata } of objects) if (kind === 'Namespace') names.delete(metadata.name);
  return [...names].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
}
