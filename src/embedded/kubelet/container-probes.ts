import type { Container, Probe } from '../../autoscaling/objects.ts';
import type { Cancel, Clock } from '../../cluster/clock.ts';
import type { ContainerProcess } from '../world.ts';
import { runProbe } from './probe.ts';
import { type ProbeKind, probeAnswer } from './probe-answer.ts';

/** What the probes of a container come to. */
export interface ProbesListener {
  readonly podIP: () => string;
  /** The startup probe has passed, or there is none. */
  readonly onStarted: () => void;
  readonly onReady: (ready: boolean) => void;
  readonly onUnhealthy: (kind: ProbeKind, why: string) => void;
  /** A liveness or startup probe has failed as often as it may: the container has to be restarted. Told once. */
  readonly onFailed: (kind: 'Liveness' | 'Startup', probe: Probe) => void;
}

/** The probes of one run of a container: the startup probe first, and once that has passed, readiness and liveness. */
export class ContainerProbes {
  readonly #clock: Clock;
  readonly #container: Container;
  readonly #process: ContainerProcess;
  readonly #listener: ProbesListener;
  #stopHealth: Cancel = () => undefined;
  #stopReadiness: Cancel = () => undefined;
  #terminating = false;

  constructor(clock: Clock, container: Container, process: ContainerProcess, listener: ProbesListener) {
    this.#clock = clock;
    this.#container = container;
    this.#process = process;
    this.#listener = listener;
  }

  start(): void {
    const { startupProbe } = this.#container;
    if (startupProbe === undefined) {
      this.#started();
      return;
    }
    this.#stopHealth = this.#run('Startup', startupProbe, (passed) => {
      this.#stopHealth();
      if (passed) this.#started();
      else this.#listener.onFailed('Startup', startupProbe);
    });
  }

  /** The container is told to stop: whether it serves is still asked, whether it lives is not. */
  stopHealth(): void {
    this.#terminating = true;
    this.#stopHealth();
  }

  stop(): void {
    this.#stopHealth();
    this.#stopReadiness();
  }

  #started(): void {
    const { readinessProbe, livenessProbe } = this.#container;
    this.#listener.onStarted();
    if (readinessProbe === undefined) this.#listener.onReady(true);
    else this.#stopReadiness = this.#run('Readiness', readinessProbe, (passed) => this.#listener.onReady(passed));
    if (livenessProbe === undefined) return;
    this.#stopHealth = this.#run('Liveness', livenessProbe, (passed) => {
      if (passed) return;
      this.#stopHealth();
      this.#listener.onFailed('Liveness', livenessProbe);
    });
  }

  #run(kind: ProbeKind, probe: Probe, onResult: (passed: boolean) => void): Cancel {
    return runProbe(this.#clock, probe, {
      ask: () => probeAnswer(kind, probe, this.#container, this.#process, this.#listener.podIP()),
      // That a program which was told to stop no longer wants requests is no news.
      onFailure: (why) => {
        if (!this.#terminating) this.#listener.onUnhealthy(kind, why);
      },
      onResult,
    });
  }
}
