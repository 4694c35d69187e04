import type { FrameScheduler } from '../session/frames.ts';

/** Frames in real time. A frame that is due does not keep the process alive. */
export const realFrames: FrameScheduler = {
  after: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
