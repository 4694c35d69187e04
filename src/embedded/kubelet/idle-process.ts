import type { Container } from '../../autoscaling/objects.ts';
import type { Cancel, Clock } from '../../cluster/clock.ts';
import type { ContainerProcess, ProcessHost } from '../world.ts';
import { type CommandOutcome, commandOutcome } from './command-outcome.ts';

const memoryBytes = 8 * 1024 * 1024;
const noCfsActivity = { periods: 0, throttledPeriods: 0, throttledSeconds: 0 };
/** The least a program lives: its start, its loader, its exit. */
const leastMs = 50;
/** 128 and the number of SIGTERM. */
const terminatedExitCode = 143;

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

/** The program of a container that nothing else knows: what its command line says, as far as that is clear, or else it idles. */
export function unknownProgram(clock: Clock, container: Container, host: ProcessHost): ContainerProcess {
  const outcome = commandOutcome(container);
  return outcome === undefined ? idleProcess() : scriptedProcess(clock, outcome, host);
}

/**
 * The program of an init container that nothing else knows: unless its command says otherwise it succeeds, for an idle one would block
 * its pod. What it sleeps is how long it takes; without a `sleep` that is a second.
 */
export function unknownInitProgram(clock: Clock, container: Container, host: ProcessHost): ContainerProcess {
  const afterMs = sleepSeconds(container) * 1000;
  const outcome = commandOutcome(container) ?? { afterMs, exitCode: 0, output: [] };
  const process = scriptedProcess(clock, outcome, host);
  // What it sleeps stands for work, and work is taken to stop when it is asked to.
  return {
    ...process,
    terminate: (exited) => {
      process.kill();
      exited(terminatedExitCode);
    },
  };
}

/** Runs to its end. As the first process of its container it is deaf to SIGTERM, as any program without a handler is there. */
function scriptedProcess(clock: Clock, outcome: CommandOutcome, host: ProcessHost): ContainerProcess {
  const timers: Cancel[] = [];
  for (const { afterMs, line } of outcome.output) timers.push(clock.after(afterMs, () => host.log(line)));
  timers.push(clock.after(Math.max(leastMs, outcome.afterMs), () => host.exited(outcome.exitCode)));
  return {
    ...idleProcess(),
    listening: () => false,
    terminate: () => undefined,
    kill: () => {
      for (const cancel of timers) cancel();
    },
  };
}

function sleepSeconds({ command = [], args = [] }: Container): number {
  const slept = /\bsleep\s+(\d+(?:\.\d+)?)\b/.exec([...command, ...args].join(' '));
  return slept ? Number(slept[1]) : 1;
}
