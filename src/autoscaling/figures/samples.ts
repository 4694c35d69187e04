import { type EpochMs, epochMs } from '../units.ts';
import type { TimeWindow } from './step-path.ts';

/** One measurement; a gap (the source answered, but with no number) is NaN. Ordered by time, oldest first. */
export interface Sample {
  readonly at: EpochMs;
  readonly value: number;
}

/** The highest value measured inside the window; null when nothing was. */
export function peakOf(samples: readonly Sample[], window: TimeWindow): number | null {
  let peak: number | null = null;
  for (const { value } of measured(samples, window)) peak = peak === null ? value : Math.max(peak, value);
  return peak;
}

/** The plain mean of what was measured inside the window; null when nothing was. Gaps weigh nothing. */
export function meanOf(samples: readonly Sample[], window: TimeWindow): number | null {
  const values = measured(samples, window);
  return values.length === 0 ? null : values.reduce((sum, { value }) => sum + value, 0) / values.length;
}

/** The last value measured before the window's end; null when there is none. */
export function lastOf(samples: readonly Sample[], window: TimeWindow): number | null {
  return measured(samples, window).at(-1)?.value ?? null;
}

/** Seconds inside the window spent above `limit`. A value holds until the next measurement; a gap is not above. */
export function secondsOver(samples: readonly Sample[], limit: number, window: TimeWindow): number {
  let milliseconds = 0;
  for (const { from, to, value } of holds(samples, window)) if (value > limit) milliseconds += to - from;
  return milliseconds / 1000;
}

/**
 * When a queue that held something inside the window was empty for good: the first measurement of the unbroken run of zeros that lasts to
 * the window's end. Null while it holds something, and when it never did.
 */
export function drainedAt(samples: readonly Sample[], window: TimeWindow): EpochMs | null {
  let filled = false;
  let drained: EpochMs | null = null;
  for (const { at, value } of measured(samples, window)) {
    if (value > 0) {
      filled = true;
      drained = null;
    } else if (filled && drained === null) drained = at;
  }
  return drained;
}

/** The stretches of the window for which each value held: from its measurement to the next one, gaps included as NaN. */
export function holds(
  samples: readonly Sample[],
  window: TimeWindow,
): readonly { readonly from: EpochMs; readonly to: EpochMs; readonly value: number }[] {
  const stretches: { readonly from: EpochMs; readonly to: EpochMs; readonly value: number }[] = [];
  for (const [index, sample] of samples.entries()) {
    const next = samples[index + 1]?.at ?? window.to;
    const from = epochMs(Math.max(sample.at, window.from));
    const to = epochMs(Math.min(next, window.to));
    if (to > from) stretches.push({ from, to, value: sample.value });
  }
  return stretches;
}

function measured(samples: readonly Sample[], window: TimeWindow): readonly Sample[] {
  return samples.filter(({ at, value }) => at >= window.from && at < window.to && !Number.isNaN(value));
}
