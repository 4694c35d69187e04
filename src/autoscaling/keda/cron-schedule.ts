import type { EpochMs } from '../units.ts';
import { zonedTime, zonedToEpochs } from './time-zone.ts';
import { TriggerError } from './trigger-metrics.ts';

/** A parsed five-field schedule: minute, hour, day of month, month, day of week. */
export interface CronSchedule {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
  /** When both day fields are restricted, either may match. */
  readonly eitherDay: boolean;
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const weekdayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** Parses a schedule. @throws TriggerError */
export function parseCron(text: string): CronSchedule {
  const fields = text.trim().split(/\s+/);
  const [minute, hour, day, month, weekday] = fields;
  if (!minute || !hour || !day || !month || !weekday || fields.length !== 5) {
    throw new TriggerError(`error parsing cron schedule: expected exactly 5 fields, found ${fields.length}: [${text}]`);
  }
  return {
    minutes: parseField(minute, 0, 59, []),
    hours: parseField(hour, 0, 23, []),
    days: parseField(day, 1, 31, []),
    months: parseField(month, 1, 12, monthNames),
    weekdays: new Set([...parseField(weekday, 0, 7, weekdayNames)].map((number) => number % 7)),
    eitherDay: !/^[*?]/.test(day) && !/^[*?]/.test(weekday),
  };
}

/** The first moment strictly after `now` that the schedule names in `timeZone`; undefined when there is none within five years. */
export function nextOccurrence(schedule: CronSchedule, timeZone: string, now: EpochMs): EpochMs | undefined {
  const { year, month, day } = zonedTime(now, timeZone);
  for (let offset = 0; offset < 5 * 366; offset += 1) {
    // The calendar alone, without a zone: UTC has no gaps.
    const date = new Date(Date.UTC(year, month - 1, day + offset));
    if (!matchesDate(schedule, date)) continue;
    const [next] = momentsOf(schedule, timeZone, date).filter((at) => at > now);
    if (next !== undefined) return next;
  }
  return undefined;
}

function matchesDate(schedule: CronSchedule, date: Date): boolean {
  if (!schedule.months.has(date.getUTCMonth() + 1)) return false;
  const day = schedule.days.has(date.getUTCDate());
  const weekday = schedule.weekdays.has(date.getUTCDay());
  return schedule.eitherDay ? day || weekday : day && weekday;
}

/** Ascending; a time of day that the clocks show twice counts twice. */
function momentsOf(schedule: CronSchedule, timeZone: string, date: Date): readonly EpochMs[] {
  const day = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  return [...schedule.hours]
    .flatMap((hour) => [...schedule.minutes].flatMap((minute) => zonedToEpochs({ ...day, hour, minute }, timeZone)))
    .sort((a, b) => a - b);
}

function parseField(text: string, low: number, high: number, names: readonly string[]): ReadonlySet<number> {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [range = '', stepText] = part.split('/');
    const step = stepText === undefined ? 1 : Number(stepText);
    const [from, to] = parseRange(range, low, high, names, stepText !== undefined);
    if (!Number.isInteger(step) || step < 1 || from < low || to > high || from > to) {
      throw new TriggerError(`error parsing cron schedule: "${part}" is not within ${low}-${high}`);
    }
    for (let value = from; value <= to; value += step) values.add(value);
  }
  return values;
}

function parseRange(
  text: string,
  low: number,
  high: number,
  names: readonly string[],
  stepped: boolean,
): readonly [number, number] {
  if (text === '*' || text === '?') return [low, high];
  const [first = '', last] = text.split('-');
  const from = parseValue(first, low, names);
  if (last !== undefined) return [from, parseValue(last, low, names)];
  return [from, stepped ? high : from];
}

function parseValue(text: string, low: number, names: readonly string[]): number {
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0) return named + low;
  if (/^\d+$/.test(text)) return Number(text);
  throw new TriggerError(`error parsing cron schedule: failed to parse "${text}"`);
}
