import type { Container } from '../../autoscaling/objects.ts';
import type { Cancel, Clock } from '../../cluster/clock.ts';
import { commandOutcome } from './command-outcome.ts';

/** A container always gets this long between SIGTERM and SIGKILL. */
const leastGraceMs = 2000;

/**
 * Stops a container (kuberuntime_container.go, killContainer): its preStop hook runs first, at the cost of its grace period, then comes
 * SIGTERM, and SIGKILL when the rest of the period is over.
 */
export function stopContainer(
  clock: Clock,
  container: Container,
  graceMs: number,
  signals: { readonly terminate: () => void; readonly kill: () => void },
): Cancel {
  const hookMs = Math.min(preStopMs(container), graceMs);
  let cancel: Cancel = () => undefined;
  const terminate = (): void => {
    cancel = clock.after(Math.max(leastGraceMs, graceMs - hookMs), signals.kill);
    signals.terminate();
  };
  if (hookMs > 0) cancel = clock.after(hookMs, terminate);
  else terminate();
  return () => cancel();
}

/** How long the preStop hook takes: what it or its command sleeps. */
function preStopMs({ lifecycle }: Container): number {
  const { sleep, exec } = lifecycle?.preStop ?? {};
  if (sleep) return sleep.seconds * 1000;
  return (exec && commandOutcome(exec)?.afterMs) ?? 0;
}
