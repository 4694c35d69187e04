import type { Cancel } from '../cluster/clock.ts';

/**
 * When the screen may change: one call after `delayMs`. Real time in the cockpit (whatever the speed of the cluster's clock), driven by
 * hand in tests.
 */
export interface FrameScheduler {
  after(delayMs: number, callback: () => void): Cancel;
}

/** The least time between two notifications of the store. */
export const defaultFrameMs = 100;
