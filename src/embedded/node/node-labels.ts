import type { NodeModel } from '../setup.ts';

/** On a Node: the node group it belongs to. */
export const nodeGroupLabel = 'harmony.dev/node-group';

/** There is one data centre. */
const region = 'embedded';
export const zone = 'embedded-a';

/** The labels that all nodes of a group have. A model's own labels win. */
export function groupLabels({ name, labels }: NodeModel): Readonly<Record<string, string>> {
  return {
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/os': 'linux',
    [nodeGroupLabel]: name,
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/os': 'linux',
    'node.kubernetes.io/instance-type': name,
    'topology.kubernetes.io/region': region,
    'topology.kubernetes.io/zone': zone,
    ...labels,
  };
}
