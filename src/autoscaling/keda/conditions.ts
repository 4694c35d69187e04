import type { Condition } from '../objects.ts';
import { type EpochMs, formatTime } from '../units.ts';
import type { PollReason } from './poll.ts';

/** A condition without its time. */
export type ConditionText = Omit<Condition, 'lastTransitionTime'>;

const text = (type: string, status: Condition['status'], reason: string, message: string): ConditionText => ({
  type,
  status,
  reason,
  message,
});

/** The conditions of a ScaledObject, as KEDA words them. */
export const kedaConditions = {
  ready: text('Ready', 'True', 'ScaledObjectReady', 'ScaledObject is defined correctly and is ready for scaling'),
  triggerError: text('Ready', 'False', 'TriggerError', 'Triggers defined in ScaledObject are not working correctly'),
  partialTriggerError: text(
    'Ready',
    'Unknown',
    'PartialTriggerError',
    'Some triggers defined in ScaledObject are not working correctly',
  ),
  checkFailed: (message: string) => text('Ready', 'False', 'ScaledObjectCheckFailed', message),
  active: text('Active', 'True', 'ScalerActive', 'Scaling is performed because triggers are active'),
  forcedActive: text(
    'Active',
    'True',
    'ScalerActive',
    'Scaling is performed because activation is being forced by annotation',
  ),
  notActive: text('Active', 'False', 'ScalerNotActive', 'Scaling is not performed because triggers are not active'),
  cooldown: text('Active', 'False', 'ScalerCooldown', 'Scaler cooling down because triggers are not active'),
  fallback: text('Fallback', 'True', 'FallbackExists', 'At least one trigger is falling back on this scaled object'),
  noFallback: text('Fallback', 'False', 'NoFallbackFound', 'No fallbacks are active on this scaled object'),
  paused: text('Paused', 'True', 'ScaledObjectPaused', 'ScaledObject is paused'),
  notPaused: text('Paused', 'False', 'ScaledObjectUnpaused', 'pause annotation removed for ScaledObject'),
} as const;

/** The Active condition after a turn of the poll loop; undefined where the turn leaves it alone. */
export function activeCondition(reason: PollReason, forced: boolean): ConditionText | undefined {
  switch (reason) {
    case 'activated':
    case 'alreadyActive':
    case 'partialError':
    case 'scaleOutPaused':
      return forced ? kedaConditions.forcedActive : kedaConditions.active;
    case 'cooldown':
      return kedaConditions.cooldown;
    case 'deactivated':
    case 'nothingToDo':
    case 'raisedToMinimum':
    case 'scaleInPaused':
    case 'triggerError':
    case 'fallbackHolds':
      return kedaConditions.notActive;
    case 'paused':
      return undefined;
  }
}

/** `conditions` with these put in their place by type; the transition time moves only when the status does. */
export function withConditions(
  conditions: readonly Condition[],
  changes: readonly (ConditionText | undefined)[],
  now: EpochMs,
): readonly Condition[] {
  const result = [...conditions];
  for (const change of changes) {
    if (!change) continue;
    const at = result.findIndex((condition) => condition.type === change.type);
    const before = result[at];
    const lastTransitionTime = before?.status === change.status ? before.lastTransitionTime : formatTime(now);
    const next = { ...change, ...(lastTransitionTime === undefined ? {} : { lastTransitionTime }) };
    if (at < 0) result.push(next);
    else result[at] = next;
  }
  return result;
}
