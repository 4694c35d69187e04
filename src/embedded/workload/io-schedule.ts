import type { Random } from '../world.ts';

/** When one message of a batch starts and ends its I/O, in whole milliseconds from the start of the batch's I/O. */
export interface IoSlot {
  readonly sequence: number;
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * The I/O of a batch over `concurrency` slots, each taking the next message when it becomes free, with log-normal durations.
 * Ordered by end, which is the order of acknowledgements.
 */
export function ioSchedule(
  sequences: readonly number[],
  concurrency: number,
  ioMillis: { readonly median: number; readonly sigma: number },
  random: Random,
): readonly IoSlot[] {
  const freeAtMs = new Array<number>(Math.max(1, concurrency)).fill(0);
  const slots = sequences.map((sequence) => {
    const first = freeAtMs.indexOf(Math.min(...freeAtMs));
    const startMs = freeAtMs[first] ?? 0;
    const endMs = startMs + Math.max(1, Math.round(random.logNormal(ioMillis.median, ioMillis.sigma)));
    freeAtMs[first] = endMs;
    return { sequence, startMs, endMs };
  });
  return slots.sort((a, b) => a.endMs - b.endMs);
}
