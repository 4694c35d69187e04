import type { DisruptionBudget } from '../../autoscaling/cluster-autoscaler/model.ts';
import { matchesSelector } from '../../autoscaling/selector.ts';
import { resources } from '../../cluster/resources.ts';
import type { PodDisruptionBudget } from '../eviction/pod-disruption-budget.ts';
import type { ObjectStore } from '../world.ts';

/** The budgets of the cluster. One without a selector covers no pod. */
export function disruptionBudgets(store: ObjectStore): readonly DisruptionBudget[] {
  return store.list<PodDisruptionBudget>(resources.podDisruptionBudgets).flatMap(({ metadata, spec, status }) => {
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
