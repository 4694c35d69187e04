import { isUnschedulable } from '../../autoscaling/cluster-autoscaler/from-objects.ts';
import type { Pod } from '../../autoscaling/objects.ts';
import { resources } from '../../cluster/resources.ts';
import type { ClusterAutoscalerModel, NodeModel } from '../setup.ts';
import type { Component, World } from '../world.ts';
import { optionsOf } from './autoscaler-options.ts';
import { Cloud } from './cloud.ts';
import { ScanLoop } from './scan-loop.ts';

/** Adds nodes for pods that fit nowhere, and takes out nodes that nothing needs. */
export class ClusterAutoscaler implements Component {
  readonly #model: ClusterAutoscalerModel;
  readonly #nodes: readonly NodeModel[];

  constructor(model: ClusterAutoscalerModel, nodes: readonly NodeModel[]) {
    this.#model = model;
    this.#nodes = nodes;
  }

  start(world: World): void {
    const loop = new ScanLoop(world, new Cloud(world, this.#nodes), optionsOf(this.#model));
    // A newly unschedulable pod is looked at without waiting for the next scan.
    world.store.subscribe(resources.pods, ({ type, object, previous }) => {
      if (type === 'DELETED' || !isUnschedulable(object as Pod)) return;
      if (previous === undefined || !isUnschedulable(previous as Pod)) loop.hurry();
    });
    loop.start();
  }
}
