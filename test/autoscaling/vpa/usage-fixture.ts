import { epochMs, plusMs } from '../../../src/autoscaling/units.ts';
import {
  addCpuUsage,
  addMemoryPeak,
  emptyAggregate,
  type UsageAggregate,
} from '../../../src/autoscaling/vpa/aggregate.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Midnight UTC, so that it is a multiple of the half-life. */
export const start = epochMs(Date.UTC(2026, 0, 5));

/** An aggregate with one cpu sample a minute of the same usage, and one memory peak. */
export function steadyUsage(millicores: number, bytes: number, samples: number, everyMs = minuteMs): UsageAggregate {
  let usage = addMemoryPeak(emptyAggregate(start), { bytes, at: plusMs(start, dayMs) });
  for (let i = 0; i < samples; i++) usage = addCpuUsage(usage, millicores, plusMs(start, i * everyMs));
  return usage;
}
