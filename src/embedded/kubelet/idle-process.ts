import type { Container } from '../../autoscaling/objects.ts';
import type { ContainerProcess, ProcessHost } from '../world.ts';

const memoryBytes = 8 * 1024 * 1024;
const noCfsActivity = { periods: 0, throttledPeriods: 0, throttledSeconds: 0 };

/** The program of a container that nothing else knows: it waits, is always ready, and ends when told to. */
export function idleProcess(): ContainerProcess {
  return {
    cpuSeconds: () => 0,
    memoryBytes: () => memoryBytes,
    cfs: () => noCfsActivity,
    ready: () => true,
    terminate: (exited) => exited(0),
    kill: () => undefined,
  };
}

/**
 * The program of an init container that nothing else knows: it succeeds, for an idle one would block its pod. What its command sleeps is
 * how long it takes; without a `sleep` that is a second.
 */
export function briefProcess(
  container: Container,
  host: ProcessHost,
  after: (delayMs: number, callback: () => void) => void,
): ContainerProcess {
  after(sleepSeconds(container) * 1000, () => host.exited(0));
  return idleProcess();
}

function sleepSeconds({ command = [], args = [] }: Container): number {
  const slept = /\bsleep\s+(\d+(?:\.\d+)?)\b/.exec([...command, ...args].join(' '));
  return slept ? Number(slept[1]) : 1;
}
