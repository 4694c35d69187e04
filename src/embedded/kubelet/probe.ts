import type { Probe } from '../../autoscaling/objects.ts';
import type { Cancel, Clock } from '../../cluster/clock.ts';

/** What a prober tells. */
export interface ProbeListener {
  /** Why the container would fail the probe now; undefined when it would pass. */
  readonly ask: () => string | undefined;
  /** Each single failure. */
  readonly onFailure?: (why: string) => void;
  /** As many equal results in a row as the probe's threshold asks for; told again with each further one. */
  readonly onResult: (passed: boolean) => void;
}

/** Asks from `initialDelaySeconds` on, then every `periodSeconds` (kubelet, prober/worker.go). */
export function runProbe(clock: Clock, probe: Probe, { ask, onFailure, onResult }: ProbeListener): Cancel {
  const { initialDelaySeconds = 0, periodSeconds = 10, successThreshold = 1, failureThreshold = 3 } = probe;
  let last: boolean | undefined;
  let inARow = 0;
  let stopped = false;

  const check = (): void => {
    next = clock.after(periodSeconds * 1000, check);
    const why = ask();
    const passed = why === undefined;
    if (!passed) onFailure?.(why);
    inARow = passed === last ? inARow + 1 : 1;
    last = passed;
    if (!stopped && inARow >= (passed ? successThreshold : failureThreshold)) onResult(passed);
  };
  let next = clock.after(initialDelaySeconds * 1000, check);
  return () => {
    stopped = true;
    next();
  };
}
