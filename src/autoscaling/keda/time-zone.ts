import { type EpochMs, epochMs } from '../units.ts';
import { TriggerError } from './trigger-metrics.ts';

/** A wall clock reading; `month` starts at 1. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** What a clock in `timeZone` (IANA name) shows at a moment. @throws TriggerError for an unknown zone. */
export function zonedTime(at: number, timeZone: string): WallTime {
  const parts = new Map(
    formatterOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') };
}

/** The moments at which a clock in `timeZone` shows `wall`, ascending: none where daylight saving skips it, two where it repeats it. */
export function zonedToEpochs(wall: WallTime, timeZone: string): readonly EpochMs[] {
  const asUtc = toUtc(wall);
  const dayMs = 86_400_000;
  const offsets = new Set([asUtc - dayMs, asUtc + dayMs].map((at) => toUtc(zonedTime(at, timeZone)) - at));
  return [...offsets]
    .map((offset) => asUtc - offset)
    .filter((at) => toUtc(zonedTime(at, timeZone)) === asUtc)
    .sort((a, b) => a - b)
    .map((at) => epochMs(at));
}

function toUtc({ year, month, day, hour, minute }: WallTime): number {
  return Date.UTC(year, month - 1, day, hour, minute);
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const formatter = newFormatter(timeZone);
  formatters.set(timeZone, formatter);
  return formatter;
}

function newFormatter(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
  } catch (cause) {
    throw new TriggerError(`unable to load timezone: unknown time zone ${timeZone}`, { cause });
  }
}
