/** The stretch of time a chart shows, its columns dividing it evenly. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
  readonly columns: number;
  /** Absent: the right end. A window that a young run has not filled yet reaches beyond now. */
  readonly nowMs?: number;
}

/** Lengths that a window grows through, in seconds: each is at most a third longer than the one before, so that little is empty. */
const lengthsSeconds = [
  60, 75, 90, 120, 150, 180, 240, 300, 390, 480, 600, 750, 900, 1200, 1500, 1800, 2400, 3000, 3600,
];

/**
 * A window that moves as little as time allows. While the run is younger than `lengthMs`, it begins where the run began and the curve grows
 * to the right; then it slides by whole columns, so that between two of them nothing on the chart moves but its end.
 */
export function windowSince(openedAt: number, now: number, lengthMs: number, columns: number): TimeWindow {
  const lastedMs = Math.max(0, now - openedAt);
  if (lastedMs < lengthMs) {
    const grown = lengthsSeconds.find((seconds) => seconds * 1000 >= lastedMs);
    const length = Math.min(lengthMs, grown === undefined ? lengthMs : grown * 1000);
    return { fromMs: openedAt, toMs: openedAt + length, columns, nowMs: now };
  }
  const columnMs = lengthMs / columns;
  const toMs = openedAt + Math.ceil(lastedMs / columnMs) * columnMs;
  return { fromMs: toMs - lengthMs, toMs, columns, nowMs: now };
}

/** The moment a chart is drawn for. */
export function nowOf({ nowMs, toMs }: TimeWindow): number {
  return nowMs ?? toMs;
}

/** Length of time in one column. */
export function columnMsOf({ fromMs, toMs, columns }: TimeWindow): number {
  return (toMs - fromMs) / Math.max(1, columns);
}

/** Column of a moment, or undefined when it lies outside of the window. */
export function columnOf(at: number, window: TimeWindow): number | undefined {
  if (at < window.fromMs || at > window.toMs) return undefined;
  return Math.min(window.columns - 1, Math.floor((at - window.fromMs) / columnMsOf(window)));
}
