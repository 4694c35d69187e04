import type { ScaleTrigger } from '../objects.ts';
import type { EpochMs } from '../units.ts';
import { nextOccurrence, parseCron } from './cron-schedule.ts';
import { TriggerError } from './trigger-metrics.ts';

/** Value of a cron trigger: desiredReplicas inside its interval, 0 outside. @throws TriggerError */
export function cronValue({ metadata }: ScaleTrigger, now: EpochMs): number {
  const { timezone = '', start = '', end = '', desiredReplicas = '' } = metadata;
  const replicas = Number(desiredReplicas);
  if (desiredReplicas === '' || !Number.isInteger(replicas)) {
    throw new TriggerError(`error parsing cron metadata: desiredReplicas "${desiredReplicas}" is not an integer`);
  }
  if (start === end)
    throw new TriggerError('error parsing cron metadata: start and end can not have exactly same time input');
  const nextStart = nextOccurrence(parseCron(start), timezone, now);
  const nextEnd = nextOccurrence(parseCron(end), timezone, now);
  // Inside the interval the end comes next; an occurrence that never comes lies infinitely far away.
  const inside = (nextEnd ?? Number.POSITIVE_INFINITY) <= (nextStart ?? Number.POSITIVE_INFINITY);
  return inside && nextEnd !== undefined ? replicas : 0;
}
