import { nodeResources } from '../../autoscaling/cluster-autoscaler/from-objects.ts';
import type { NodeGroup } from '../../autoscaling/cluster-autoscaler/model.ts';
import { groupLabels } from '../node/node-labels.ts';
import { allocatableOf, capacityOf } from '../node/node-resources.ts';
import type { NodeModel } from '../setup.ts';

/** A model of nodes that the autoscaler may add to and take from. */
export type ScalableModel = NodeModel & { readonly minCount: number; readonly maxCount: number };

export function isScalable(model: NodeModel): model is ScalableModel {
  return model.minCount !== undefined && model.maxCount !== undefined;
}

/** The group as the autoscaler's simulations see it. No DaemonSets run in this cluster, so a new node is empty. */
export function nodeGroupOf(model: ScalableModel, targetSize: number): NodeGroup {
  return {
    id: model.name,
    minSize: model.minCount,
    maxSize: model.maxCount,
    targetSize,
    template: {
      labels: groupLabels(model),
      taints: [],
      capacity: nodeResources(capacityOf(model)),
      allocatable: nodeResources(allocatableOf(model)),
      daemonSetPods: [],
    },
    ...(model.pricePerHourUsd === undefined ? {} : { pricePerHourUsd: model.pricePerHourUsd }),
  };
}
