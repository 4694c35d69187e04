import type { PodDisruptionBudget } from '../eviction/pod-disruption-budget.ts';

const policies = ['IfHealthyBudget', 'AlwaysAllow'];

/** Field errors of a PodDisruptionBudget. (pkg/apis/policy/validation) */
export function disruptionBudgetProblems({ spec }: PodDisruptionBudget): readonly string[] {
  if (spec === undefined) return [];
  const { minAvailable, maxUnavailable, unhealthyPodEvictionPolicy: policy } = spec;
  if (minAvailable !== undefined && maxUnavailable !== undefined) {
    const shown = JSON.stringify({ minAvailable, maxUnavailable });
    return [`spec: Invalid value: ${shown}: minAvailable and maxUnavailable cannot be both set`];
  }
  return [
    ...amountProblems('spec.minAvailable', minAvailable),
    ...amountProblems('spec.maxUnavailable', maxUnavailable),
    ...(policy === undefined || policies.includes(policy)
      ? []
      : [
          `spec.unhealthyPodEvictionPolicy: Unsupported value: "${policy}": supported values: "AlwaysAllow", "IfHealthyBudget"`,
        ]),
  ];
}

function amountProblems(path: string, amount: number | string | undefined): readonly string[] {
  if (amount === undefined) return [];
  const shown = JSON.stringify(amount);
  if (typeof amount === 'number') {
    return amount >= 0 ? [] : [`${path}: Invalid value: ${shown}: must be greater than or equal to 0`];
  }
  const [, percent] = /^(\d+)%$/.exec(amount) ?? [];
  if (percent === undefined) {
    const rule = "a valid percent string must be a numeric string followed by an ending '%'";
    return [`${path}: Invalid value: ${shown}: ${rule}`];
  }
  return Number(percent) <= 100 ? [] : [`${path}: Invalid value: ${shown}: must not be greater than 100%`];
}
