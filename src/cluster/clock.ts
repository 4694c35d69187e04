import type { EpochMs } from '../autoscaling/units.ts';

/** Stops what it was returned for. Calling it again does nothing. */
export type Cancel = () => void;

/**
 * A cluster's clock. Everything that waits, waits on this, so that a run on the embedded cluster plays at any speed and a run
 * on a real one follows the wall clock.
 */
export interface Clock {
  now(): EpochMs;
  /** Calls `callback` once, `delayMs` from now. */
  after(delayMs: number, callback: () => void): Cancel;
  /** Calls `callback` every `intervalMs`, first after one interval. */
  every(intervalMs: number, callback: () => void): Cancel;
}
