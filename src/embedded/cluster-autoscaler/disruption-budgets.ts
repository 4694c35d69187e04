import type { DisruptionBudget } from '../../autoscaling/cluster-autoscaler/model.ts';
import { matchesSelector } from '../../autoscaling/selector.ts';
import type { ResourceType } from '../../cluster/port.ts';
import type { PodDisruptionBudget } from '../eviction/pod-disruption-budget.ts';
import type { ObjectStore } from '../world.ts';

const podDisruptionBudgets: ResourceType = {
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  plural: 'poddisruptionbudgets',
  namespaced: true,
};

/** The budgets of the cluster. One without a selector covers no pod. */
export function disruptionBudgets(store: ObjectStore): readonly DisruptionBudget[] {
  return store.list<PodDisruptionBudget>(podDisruptionBudgets).flatMap(({ metadata, spec, status }) => {
    const { selector } = spec;
    if (!selector) return [];
    return [
      {
        namespace: metadata.namespace ?? 'default',
        selects: (labels) => matchesSelector(selector, labels),
        disruptionsAllowed: status?.disruptionsAllowed ?? 0,
      },
    ];
  });
}
