import type { Container } from '../../autoscaling/objects.ts';
import type { Cancel, Clock } from '../../cluster/clock.ts';
import type { ContainerProcess } from '../world.ts';

/**
 * Probes a container from `initialDelaySeconds` on, then every `periodSeconds`, and tells each change of readiness after
 * `successThreshold` or `failureThreshold` results in a row. Without a probe a container is ready as soon as it runs.
 */
export function probeReadiness(
  clock: Clock,
  container: Container,
  process: ContainerProcess,
  onChange: (ready: boolean) => void,
): Cancel {
  const { readinessProbe: probe } = container;
  if (probe === undefined) {
    onChange(true);
    return () => undefined;
  }
  const { initialDelaySeconds = 0, periodSeconds = 10, successThreshold = 1, failureThreshold = 3 } = probe;
  let ready = false;
  let inARow = 0;

  const check = (): void => {
    next = clock.after(periodSeconds * 1000, check);
    // Results that confirm the present state end a run of the opposite ones.
    inARow = process.ready() === ready ? 0 : inARow + 1;
    if (inARow < (ready ? failureThreshold : successThreshold)) return;
    ready = !ready;
    inARow = 0;
    onChange(ready);
  };
  let next = clock.after(initialDelaySeconds * 1000, check);
  return () => next();
}
