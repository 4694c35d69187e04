import type { EpochMs } from '../units.ts';
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

/** The first moment at which a clock in `timeZone` shows `wall`; undefined where daylight saving skips it. */
export function zonedToEpoch(wall: WallTime, timeZone: string): EpochMs | undefined {
  const asUtc = toUtc(wall);
  const dayMs = 86_400_000;
  const offsets = [asUtc - dayMs, asUtc + dayMs].map((at) => toUtc(zonedTime(at, timeZone)) - at);
  const candidates = offsets.map((offset) => asUtc - offset).sort((a, b) => a - b);
  const found = candidates.find((at) => toUtc(zonedTime(at, timeZone)) === asUtc);
  return found === undefined ? undefined : (found as EpochMs);
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
