import type { PodDisruptionBudget } from '../../eviction/pod-disruption-budget.ts';
import { ageColumn, type Column, count, nameColumn, text } from './column.ts';

const amount = (value: number | string | undefined): string => (value === undefined ? 'N/A' : String(value));

export const disruptionBudgetColumns: readonly Column<PodDisruptionBudget>[] = [
  nameColumn,
  text('Min Available', ({ spec }) => amount(spec.minAvailable)),
  text('Max Unavailable', ({ spec }) => amount(spec.maxUnavailable)),
  count('Allowed Disruptions', ({ status }) => status?.disruptionsAllowed ?? 0),
  ageColumn,
];
