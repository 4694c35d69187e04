import type { TypeTable } from './notation.ts';

/** Disruption budgets and evictions. */
export const policyTypes: TypeTable = {
  PodDisruptionBudget: '1 metadata:ObjectMeta, 2 spec:PodDisruptionBudgetSpec, 3 status:PodDisruptionBudgetStatus',
  PodDisruptionBudgetSpec: `
    1 minAvailable:IntOrString, 2 selector?:LabelSelector, 3 maxUnavailable:IntOrString,
    4 unhealthyPodEvictionPolicy`,
  PodDisruptionBudgetStatus: `
    1 observedGeneration:int, 2 disruptedPods{}, 3 disruptionsAllowed:int, 4 currentHealthy:int,
    5 desiredHealthy:int, 6 expectedPods:int, 7 conditions:Condition[]`,
  Eviction: '1 metadata:ObjectMeta, 2 deleteOptions:DeleteOptions',
};
