import { setTimeout as sleep } from 'node:timers/promises';
import type { Speed } from './options.ts';

/** Waits until real time has caught up with `virtualMs` of a run that began when the pace was set. Resolves at once at speed `max`. */
export type Pace = (virtualMs: number) => Promise<void>;

export function paceOf(speed: Speed): Pace {
  if (speed === 'max') return async () => {};
  const startedAt = performance.now();
  return async (virtualMs) => {
    const aheadMs = startedAt + virtualMs / speed - performance.now();
    if (aheadMs > 0) await sleep(aheadMs);
  };
}
