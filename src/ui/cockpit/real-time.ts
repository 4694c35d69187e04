/** The cockpit's only real-time timers: they pace what the reader sees and have nothing to do with the cluster's clock. */
export interface RealTime {
  /** Both return a function that cancels; cancelling twice is harmless. */
  every(intervalMs: number, callback: () => void): () => void;
  after(delayMs: number, callback: () => void): () => void;
}

/** Timers of the process. They do not keep it alive. */
export const processTimers: RealTime = {
  every(intervalMs, callback) {
    const timer = setInterval(callback, intervalMs).unref();
    return () => clearInterval(timer);
  },
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs).unref();
    return () => clearTimeout(timer);
  },
};
