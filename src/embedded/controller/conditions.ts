import type { Condition } from '../../autoscaling/objects.ts';
import { type EpochMs, formatTime } from '../../autoscaling/units.ts';

export type NewCondition = Omit<Condition, 'lastTransitionTime'>;

/** The conditions after a controller has set some of them. The order stays; the transition time moves only when a status flips. */
export function withConditions(
  before: readonly Condition[] | undefined,
  wanted: readonly NewCondition[],
  now: EpochMs,
): readonly Condition[] {
  const conditions = [...(before ?? [])];
  for (const next of wanted) {
    const index = conditions.findIndex(({ type }) => type === next.type);
    const old = conditions[index];
    const since = old?.status === next.status ? old.lastTransitionTime : undefined;
    const condition = { ...next, lastTransitionTime: since ?? formatTime(now) };
    if (index < 0) conditions.push(condition);
    else conditions[index] = condition;
  }
  return conditions;
}
