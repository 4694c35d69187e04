/** A counter as it was at one scrape. Time in milliseconds. */
export interface CounterSample {
  readonly atMs: number;
  readonly value: number;
}

/**
 * Prometheus' `rate()`: increase per second over the range, resets added back, extrapolated to the range's ends unless samples are
 * missing there (promql/functions.go, extrapolatedRate). Undefined with fewer than two samples in the range.
 */
export function counterRate(
  samples: readonly CounterSample[],
  range: { readonly startMs: number; readonly endMs: number },
): number | undefined {
  const inRange = samples.filter(({ atMs }) => atMs > range.startMs && atMs <= range.endMs);
  const [first] = inRange;
  const last = inRange.at(-1);
  if (!first || !last || first === last) return undefined;
  const increase = last.value - first.value + resets(inRange);
  const sampledMs = last.atMs - first.atMs;
  const averageGapMs = sampledMs / (inRange.length - 1);
  const missingFrom = averageGapMs * 1.1;

  let toStartMs = first.atMs - range.startMs;
  if (toStartMs >= missingFrom) toStartMs = averageGapMs / 2;
  // A counter cannot have been below zero: extrapolation ends where it would have started.
  if (increase > 0 && first.value >= 0) toStartMs = Math.min(toStartMs, sampledMs * (first.value / increase));
  let toEndMs = range.endMs - last.atMs;
  if (toEndMs >= missingFrom) toEndMs = averageGapMs / 2;

  const extrapolated = increase * ((sampledMs + toStartMs + toEndMs) / sampledMs);
  return extrapolated / ((range.endMs - range.startMs) / 1000);
}

function resets(samples: readonly CounterSample[]): number {
  let added = 0;
  let previous = samples[0]?.value ?? 0;
  for (const { value } of samples) {
    if (value < previous) added += previous;
    previous = value;
  }
  return added;
}
