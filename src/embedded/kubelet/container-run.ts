import type { Container, ContainerStatus, Pod } from '../../autoscaling/objects.ts';
import { formatTime } from '../../autoscaling/units.ts';
import type { Cancel } from '../../cluster/clock.ts';
import type { ContainerProcess, RunningContainer } from '../world.ts';
import type { NodeAgent } from './node-agent.ts';
import { probeReadiness } from './readiness-probe.ts';
import { RestartBackoff } from './restart-backoff.ts';

const createMs = 120;
const startMs = 80;
const killedExitCode = 137;

/** What a pod wants to know of its containers. */
export interface ContainerListener {
  /** The pod as it is stored now. */
  readonly pod: () => Pod;
  readonly onChange: () => void;
  readonly onExit: (exitCode: number) => void;
}

/** One container of a pod through all its runs: pull, create, start, probe, exit, restart after a back-off. */
export class ContainerRun {
  readonly container: Container;
  readonly #agent: NodeAgent;
  readonly #listener: ContainerListener;
  readonly #init: boolean;
  readonly #backoff = new RestartBackoff();
  #running: RunningContainer | undefined;
  #stopTimers: Cancel = () => undefined;
  #status: ContainerStatus;
  #closed = false;

  constructor(agent: NodeAgent, container: Container, init: boolean, waitingFor: string, listener: ContainerListener) {
    this.#agent = agent;
    this.container = container;
    this.#init = init;
    this.#listener = listener;
    this.#status = {
      name: container.name,
      ready: false,
      restartCount: 0,
      started: false,
      ...(container.image === undefined ? {} : { image: container.image }),
      state: { waiting: { reason: waitingFor } },
    };
  }

  get status(): ContainerStatus {
    return this.#status;
  }

  get running(): RunningContainer | undefined {
    return this.#running;
  }

  /** Init containers that keep running beside the others. */
  get isSidecar(): boolean {
    return this.#init && this.container.restartPolicy === 'Always';
  }

  /** Pulls the image if the node lacks it, then creates and starts the container. `onStarted` is told of the first run only. */
  start(onStarted?: () => void): void {
    const { image = '' } = this.container;
    const { images } = this.#agent;
    images.request(this.#listener.pod().spec.nodeName ?? '', image, {
      onPulling: () => this.#event('Pulling', `Pulling image "${image}"`),
      onPresent: (pulled) => {
        if (this.#closed) return;
        const took = `${images.pullSeconds}s`;
        this.#event(
          'Pulled',
          pulled
            ? `Successfully pulled image "${image}" in ${took} (${took} including waiting).`
            : `Container image "${image}" already present on machine and can be accessed by the pod`,
        );
        this.#later(createMs, () => {
          this.#event('Created', 'Container created');
          this.#later(startMs, () => this.#run(onStarted));
        });
      },
    });
  }

  /** SIGTERM; the container exits when its program does. */
  terminate(): void {
    const run = this.#running;
    if (run === undefined) return;
    this.#event('Killing', `Stopping container ${this.container.name}`);
    run.process.terminate((exitCode) => this.#exit(run.process, exitCode));
  }

  /** SIGKILL. */
  kill(): void {
    const run = this.#running;
    if (run === undefined) return;
    run.process.kill();
    this.#exit(run.process, killedExitCode, 'Error');
  }

  /** No further starts: the pod is ending. A container that runs goes on until it is terminated. */
  close(): void {
    this.#closed = true;
    if (this.#running === undefined) this.#stopTimers();
  }

  /** Starts again after an exit, once the back-off has passed. */
  restart(): void {
    const waitMs = this.#backoff.next(this.#agent.clock.now());
    const again = (): void => {
      this.#set({ restartCount: this.#status.restartCount + 1 });
      this.start();
    };
    if (waitMs === 0) {
      again();
      return;
    }
    const { name } = this.container;
    const pod = this.#listener.pod();
    const where = `${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`;
    this.#event('BackOff', `Back-off restarting failed container ${name} in pod ${where}`, 'Warning');
    const message = `back-off ${waitMs / 1000}s restarting failed container=${name} pod=${where}`;
    this.#set({ state: { waiting: { reason: 'CrashLoopBackOff', message } } });
    this.#later(waitMs, again);
  }

  #run(onStarted: (() => void) | undefined): void {
    const { clock } = this.#agent;
    const pod = this.#listener.pod();
    const log = this.#agent.log(pod, this.container);
    const process: ContainerProcess = this.#agent.newProcess(pod, this.container, this.#init, {
      // A program may end while it is being started, and must not be told of it in the middle of its own work.
      exited: (exitCode, reason) => clock.after(0, () => this.#exit(process, exitCode, reason)),
      log: (line) => log.append(line),
      // The kubelet learns of readiness from its next probe only.
      readinessChanged: () => undefined,
    });
    const run = { pod, container: this.container, process, startedAt: clock.now() };
    this.#running = run;
    this.#event('Started', 'Container started');
    this.#agent.started(run);
    this.#set({ started: true, state: { running: { startedAt: formatTime(clock.now()) } } });
    const stopProbe = probeReadiness(clock, this.container, process, (ready) => this.#set({ ready }));
    if (this.#running === run) this.#stopTimers = stopProbe;
    onStarted?.();
  }

  /** `process` tells an exit of the present run from a late word of one that was killed. */
  #exit(process: ContainerProcess, exitCode: number, reason?: string): void {
    const run = this.#running;
    if (run?.process !== process) return;
    this.#running = undefined;
    this.#stopTimers();
    this.#agent.stopped(run);
    const finishedAt = formatTime(this.#agent.clock.now());
    const terminated = { exitCode, reason: reason ?? (exitCode === 0 ? 'Completed' : 'Error'), finishedAt };
    this.#status = {
      ...this.#status,
      ready: this.#init && exitCode === 0,
      started: false,
      state: { terminated },
      ...(this.#closed ? {} : { lastState: { terminated } }),
    };
    this.#listener.onExit(exitCode);
  }

  #later(delayMs: number, callback: () => void): void {
    this.#stopTimers = this.#agent.clock.after(delayMs, callback);
  }

  #set(change: Partial<ContainerStatus>): void {
    this.#status = { ...this.#status, ...change };
    this.#listener.onChange();
  }

  #event(reason: string, message: string, type: 'Normal' | 'Warning' = 'Normal'): void {
    this.#agent.event(this.#listener.pod(), type, reason, message);
  }
}
