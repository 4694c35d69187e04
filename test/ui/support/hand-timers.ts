import type { RealTime } from '../../../src/ui/cockpit/real-time.ts';

/** Timers that the test moves by hand. */
export class HandTimers implements RealTime {
  readonly intervals = new Set<() => void>();
  readonly delays = new Set<() => void>();

  every(_intervalMs: number, callback: () => void): () => void {
    this.intervals.add(callback);
    return () => void this.intervals.delete(callback);
  }

  after(_delayMs: number, callback: () => void): () => void {
    this.delays.add(callback);
    return () => void this.delays.delete(callback);
  }

  /** Lets every delay run out. */
  elapse(): void {
    for (const callback of [...this.delays]) {
      this.delays.delete(callback);
      callback();
    }
  }
}
