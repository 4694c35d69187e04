/** Milliseconds since the epoch. */
export function wallClockMs(): number {
  return Date.now();
}

/** Milliseconds on a clock that only goes forward, for durations. */
export function monotonicMs(): number {
  return performance.now();
}

/** Resolves after so many milliseconds of the wall clock, or at once when the signal ends it; it never rejects. */
export function pauseMs(durationMs: number, ended?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (ended?.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      ended?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, durationMs);
    ended?.addEventListener('abort', done);
  });
}

/** Calls again and again until it is cancelled. */
export function everyMs(intervalMs: number, callback: () => void): () => void {
  const timer = setInterval(callback, intervalMs);
  return () => clearInterval(timer);
}
