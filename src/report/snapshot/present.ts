import { type EpochMs, formatTime } from '../../autoscaling/units.ts';

/** A record without the fields that are not known. */
export function present<Fields extends object>(fields: Fields): Partial<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Fields>;
}

/** A moment in RFC 3339; null where there is none. */
export function timeOrNull(at: EpochMs | null | undefined): string | null {
  return at === undefined || at === null ? null : formatTime(at);
}
