import type { EpochMs } from '../../autoscaling/units.ts';

/** A moment as Go prints it with `2006-01-02 15:04:05.999999999 -0700 MST`, in UTC. */
export function goTime(at: EpochMs): string {
  return `${withoutZeros(at).replace('T', ' ')} +0000 UTC`;
}

/** A moment as JSON and YAML of Go have it (RFC 3339 with fractions). */
export function rfcTime(at: EpochMs): string {
  return `${withoutZeros(at)}Z`;
}

function withoutZeros(at: EpochMs): string {
  return new Date(Math.floor(at)).toISOString().replace(/\.?0*Z$/, '');
}
