import type { Clock } from '../../cluster/clock.ts';

const pollMs = 250;

/** Asks until the answer is yes or `deadlineMs` have passed on the clock. Resolves to the last answer. */
export async function waitUntil(clock: Clock, deadlineMs: number, check: () => Promise<boolean>): Promise<boolean> {
  const startedAt = clock.now();
  while (!(await check())) {
    if (clock.now() - startedAt >= deadlineMs) return false;
    await pause(clock, pollMs / 1000);
  }
  return true;
}

/** Resolves after so many seconds of the clock. */
export async function pause(clock: Clock, seconds: number): Promise<void> {
  await new Promise<void>((resolve) => {
    clock.after(seconds * 1000, resolve);
  });
}
