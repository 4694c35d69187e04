import type { EpochMs } from '../autoscaling/units.ts';

/**
 * A window onto a ring buffer of samples, oldest first. Views are cheap and stay valid until the ring has gone round once after they
 * were taken. A gap reads as NaN.
 */
export interface SeriesView {
  readonly length: number;
  /** Moment of sample `index`, 0 being the oldest kept. */
  at(index: number): EpochMs;
  value(index: number): number;
}
