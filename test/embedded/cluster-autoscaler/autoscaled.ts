import type { KubernetesObject, Pod } from '../../../src/autoscaling/objects.ts';
import type { CoreEvent, Node } from '../../../src/cluster/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { ClusterAutoscaler } from '../../../src/embedded/cluster-autoscaler/cluster-autoscaler.ts';
import type { ClusterAutoscalerModel, NodeModel } from '../../../src/embedded/setup.ts';
import { type Running, running } from '../kernel/running.ts';

/** A small group that is there, and a large one that is not. */
export const small: NodeModel = {
  name: 'small',
  count: 1,
  minCount: 1,
  maxCount: 5,
  cpu: '2',
  memory: '4Gi',
  pricePerHourUsd: 0.1,
};
export const large: NodeModel = {
  ...small,
  name: 'large',
  count: 0,
  minCount: 0,
  cpu: '16',
  memory: '32Gi',
  pricePerHourUsd: 0.8,
};

export interface Autoscaled extends Running {
  nodes(): readonly Node[];
  nodeNames(): readonly string[];
  unplaced(): readonly Pod[];
  scale(replicas: number): void;
  /** `Reason object: message` of every Event of the autoscaler. */
  told(): readonly string[];
  /** The status ConfigMap's text. */
  status(): string;
}

export function autoscaled(
  objects: readonly KubernetesObject[],
  change: {
    readonly nodes?: readonly NodeModel[];
    readonly flags?: ClusterAutoscalerModel;
    readonly seed?: number;
  } = {},
): Autoscaled {
  const { nodes = [small, large], flags = {}, seed = 1 } = change;
  const model = { nodes, clusterAutoscaler: flags };
  const kernel = running(objects, { seed, model }, [new ClusterAutoscaler(flags, nodes)]);
  const nodeList = () => kernel.store.list<Node>(resources.nodes);
  return {
    ...kernel,
    nodes: nodeList,
    nodeNames: () => nodeList().map(({ metadata }) => metadata.name),
    unplaced: () => kernel.pods().filter(({ spec }) => spec.nodeName === undefined),
    scale: (replicas) => {
      const found = kernel.deployment();
      kernel.store.update({ ...found, spec: { ...found.spec, replicas } });
    },
    told: () =>
      kernel.store
        .list<CoreEvent>(resources.events)
        .filter(({ source }) => source?.component === 'cluster-autoscaler')
        .map(({ reason, message, involvedObject: { kind } }) => `${reason} ${kind}: ${message}`),
    status: () => {
      const map = kernel.store.get(resources.configMaps, 'kube-system', 'cluster-autoscaler-status');
      return (map?.data as { readonly status?: string } | undefined)?.status ?? '';
    },
  };
}
