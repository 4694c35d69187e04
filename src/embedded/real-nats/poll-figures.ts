import type { Clock } from '../../cluster/clock.ts';

/** How often a server is asked; what is shown is at most this old, plus the answer's way. */
const everyMs = 250;

/** Asks again and again, one question at a time. A question that fails leaves the last answer standing. */
export function pollFigures<T>(clock: Clock, ask: () => Promise<T>, tell: (answer: T) => void): void {
  let asking = false;
  clock.every(everyMs, () => {
    if (asking) return;
    asking = true;
    ask()
      .then(tell, () => undefined)
      .finally(() => {
        asking = false;
      });
  });
}
