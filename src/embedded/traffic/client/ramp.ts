/** One stretch of a ramp: from the level before to `target` over `durationMs`. */
export interface Stage {
  readonly durationMs: number;
  readonly target: number;
}

/** The level of a ramp of straight lines at a moment; the last target from its end on. */
export function rampLevel(start: number, stages: readonly Stage[], elapsedMs: number): number {
  let from = start;
  let leftMs = elapsedMs;
  for (const { durationMs, target } of stages) {
    if (leftMs < durationMs) return from + ((target - from) * leftMs) / durationMs;
    leftMs -= durationMs;
    from = target;
  }
  return from;
}

/** The highest level a ramp reaches. */
export function rampPeak(start: number, stages: readonly Stage[]): number {
  return Math.max(start, ...stages.map(({ target }) => target));
}

export function rampDurationMs(stages: readonly Stage[]): number {
  return stages.reduce((total, { durationMs }) => total + durationMs, 0);
}
