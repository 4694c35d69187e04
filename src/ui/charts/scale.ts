/** The value axis of a chart: its ends and the values that get a label. Ticks stand at rows of their own, top first. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly { readonly row: number; readonly value: number }[];
}

export interface ScaleRequest {
  /** What must be on the chart; values that are not finite are left out. */
  readonly values: readonly number[];
  readonly rows: number;
  /** Ticks at whole numbers only, for counts. */
  readonly integer?: boolean;
}

/**
 * A scale from zero (or below, where values are) to a round number above the highest value. It widens to the next round number
 * rather than touching the frame, so that small changes of the data do not make the axis jump.
 */
export function niceScale(request: ScaleRequest): Scale {
  const finite = request.values.filter(Number.isFinite);
  const highest = Math.max(0, ...finite);
  const lowest = Math.min(0, ...finite);
  const rows = Math.max(2, request.rows);
  const intervals = Math.max(1, Math.min(5, Math.floor((rows - 1) / 2)));
  const step = niceStep((highest - lowest || 1) / intervals, request.integer === true, intervals === 1);
  const max = Math.max(step, Math.ceil(highest / step - 1e-9) * step);
  const min = Math.floor(lowest / step + 1e-9) * step;
  return { min, max, ticks: ticksOf(min, max, step, rows) };
}

/** The row of a value, 0 being the top one. Values outside are put on the nearest edge. */
export function rowOf(value: number, scale: Scale, rows: number): number {
  const share = (value - scale.min) / (scale.max - scale.min);
  return rows - 1 - Math.round(Math.min(1, Math.max(0, share)) * (rows - 1));
}

function ticksOf(min: number, max: number, step: number, rows: number): Scale['ticks'] {
  const ticks = new Map<number, number>();
  const scale = { min, max, ticks: [] };
  for (let index = Math.round((max - min) / step); index >= 0; index--) {
    // Multiplied, not added up: sums of 0.1 drift.
    const value = min + index * step;
    const row = rowOf(value, scale, rows);
    if (!ticks.has(row)) ticks.set(row, value);
  }
  return [...ticks].map(([row, value]) => ({ row, value }));
}

/** With one interval there is no row of ticks to read evenly, and a coarse step would leave half of the plot empty. */
const fineFactors = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 10];

/** The smallest round number that is at least `rough`. */
function niceStep(rough: number, integer: boolean, single: boolean): number {
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const factors = integer && magnitude <= 1 ? [1, 2, 5, 10] : single ? fineFactors : [1, 2, 2.5, 5, 10];
  const factor = factors.find((candidate) => candidate * magnitude >= rough * (1 - 1e-9)) ?? 10;
  const step = factor * magnitude;
  return integer ? Math.max(1, Math.ceil(step - 1e-9)) : step;
}
