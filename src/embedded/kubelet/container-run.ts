import type { Container, ContainerStatus, Pod } from '../../autoscaling/objects.ts';
import { type EpochMs, formatTime, plusMs } from '../../autoscaling/units.ts';
import type { Cancel } from '../../cluster/clock.ts';
import type { ContainerProcess, RunningContainer } from '../world.ts';
import { ContainerProbes } from './container-probes.ts';
import { stopContainer } from './container-stop.ts';
import { goDuration } from './go-duration.ts';
import { ImagePull } from './image-pull.ts';
import type { NodeAgent } from './node-agent.ts';
import { RestartBackoff } from './restart-backoff.ts';
import { containerId, imageId } from './runtime-ids.ts';

const createMs = 120;
const startMs = 80;
/** From an exit to the kubelet's next look at the pod. */
const syncMs = 500;
const killedExitCode = 137;

/** What a pod wants to know of its containers, and they of it. */
export interface ContainerListener {
  /** The pod as it is stored now. */
  readonly pod: () => Pod;
  readonly onChange: () => void;
  readonly onExit: (exitCode: number) => void;
  /** Runs; a sidecar once its startup probe has passed. Told of each start. */
  readonly onStarted: () => void;
  /** Its image is not to be had for now. */
  readonly onStuck: () => void;
}

/** One container of a pod through all its runs: pull, create, start, probe, exit, restart after a back-off. */
export class ContainerRun {
  readonly container: Container;
  readonly #agent: NodeAgent;
  readonly #listener: ContainerListener;
  readonly #init: boolean;
  readonly #backoff = new RestartBackoff();
  readonly #pull: ImagePull;
  #running: RunningContainer | undefined;
  #probes: ContainerProbes | undefined;
  #stopTimer: Cancel = () => undefined;
  #stopKill: Cancel = () => undefined;
  #exitedAt: EpochMs | undefined;
  #status: ContainerStatus;
  #terminating = false;
  #closed = false;

  constructor(agent: NodeAgent, container: Container, init: boolean, waitingFor: string, listener: ContainerListener) {
    this.#agent = agent;
    this.container = container;
    this.#init = init;
    this.#listener = listener;
    this.#pull = new ImagePull(agent, container, {
      pod: listener.pod,
      onPresent: () => this.#create(),
      onWaiting: (reason, message) => {
        this.#wait(reason, message);
        listener.onStuck();
      },
    });
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

  /** Pulls the image if the node lacks it, then creates and starts the container. */
  start(): void {
    this.#pull.begin();
  }

  /** The preStop hook, SIGTERM, SIGKILL; the container exits when its program does. */
  terminate(graceMs: number, message = `Stopping container ${this.container.name}`): void {
    const run = this.#running;
    if (run === undefined || this.#terminating) return;
    this.#terminating = true;
    this.#event('Killing', message);
    this.#probes?.stopHealth();
    this.#stopKill = stopContainer(this.#agent.clock, this.container, graceMs, {
      terminate: () => run.process.terminate((exitCode) => this.#exit(run.process, exitCode)),
      kill: () => this.kill(),
    });
    // A program may end at once, before there was something to cancel.
    if (this.#running !== run) this.#stopKill();
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
    this.#pull.stop();
    this.#stopTimer();
  }

  /** Starts again after an exit, once the back-off has passed. */
  restart(): void {
    const { clock } = this.#agent;
    const exitedAt = this.#exitedAt ?? clock.now();
    const waitMs = this.#backoff.next(exitedAt);
    this.#later(syncMs, () => {
      const leftMs = plusMs(exitedAt, waitMs) - clock.now();
      if (leftMs <= 0) {
        this.start();
        return;
      }
      const { name } = this.container;
      const pod = this.#listener.pod();
      const where = `${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`;
      this.#event('BackOff', `Back-off restarting failed container ${name} in pod ${where}`, 'Warning');
      const wait = goDuration(waitMs);
      this.#wait('CrashLoopBackOff', `back-off ${wait} restarting failed container=${name} pod=${where}`);
      this.#later(leftMs, () => this.start());
    });
  }

  #create(): void {
    this.#later(createMs, () => {
      this.#event('Created', 'Container created');
      this.#later(startMs, () => this.#run());
    });
  }

  #run(): void {
    const { clock } = this.#agent;
    const pod = this.#listener.pod();
    const log = this.#agent.log(pod, this.container);
    log.begin();
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
    const restartCount = this.#status.restartCount + (this.#exitedAt === undefined ? 0 : 1);
    const { name, image } = this.container;
    this.#set({
      restartCount,
      containerID: containerId(pod, name, restartCount),
      ...(image === undefined ? {} : { imageID: imageId(image) }),
      started: this.container.startupProbe === undefined,
      state: { running: { startedAt: formatTime(clock.now()) } },
      ...this.#lastState(),
    });
    this.#probes = this.#newProbes(process);
    this.#probes.start();
    if (!this.isSidecar) this.#listener.onStarted();
  }

  #newProbes(process: ContainerProcess): ContainerProbes {
    const { name } = this.container;
    return new ContainerProbes(this.#agent.clock, this.container, process, {
      podIP: () => this.#listener.pod().status?.podIP ?? '',
      onStarted: () => {
        if (this.#status.started !== true) this.#set({ started: true });
        if (this.isSidecar) this.#listener.onStarted();
      },
      onReady: (ready) => {
        if (ready !== this.#status.ready) this.#set({ ready });
      },
      onUnhealthy: (kind, why) => this.#event('Unhealthy', `${kind} probe failed: ${why}`, 'Warning'),
      onFailed: (kind, probe) => {
        const { terminationGracePeriodSeconds = 30 } = { ...this.#listener.pod().spec, ...probe };
        const message = `Container ${name} failed ${kind.toLowerCase()} probe, will be restarted`;
        this.terminate(terminationGracePeriodSeconds * 1000, message);
      },
    });
  }

  /** `process` tells an exit of the present run from a late word of one that was killed. */
  #exit(process: ContainerProcess, exitCode: number, reason?: string): void {
    const run = this.#running;
    if (run?.process !== process) return;
    this.#running = undefined;
    this.#terminating = false;
    this.#probes?.stop();
    this.#stopKill();
    this.#agent.stopped(run);
    this.#exitedAt = this.#agent.clock.now();
    const [startedAt, finishedAt] = [formatTime(run.startedAt), formatTime(this.#exitedAt)];
    const { containerID } = this.#status;
    const why = reason ?? (exitCode === 0 ? 'Completed' : 'Error');
    this.#status = {
      ...this.#status,
      ready: this.#init && exitCode === 0,
      started: false,
      state: { terminated: { exitCode, reason: why, startedAt, finishedAt, ...(containerID && { containerID }) } },
    };
    this.#listener.onExit(exitCode);
  }

  /** How the last run ended, for a container that waits or runs again. */
  #lastState(): Partial<ContainerStatus> {
    const terminated = this.#status.state?.terminated;
    return terminated === undefined ? {} : { lastState: { terminated } };
  }

  #wait(reason: string, message: string): void {
    this.#set({ state: { waiting: { reason, message } }, ...this.#lastState() });
  }

  #later(delayMs: number, callback: () => void): void {
    if (!this.#closed) this.#stopTimer = this.#agent.clock.after(delayMs, callback);
  }

  #set(change: Partial<ContainerStatus>): void {
    this.#status = { ...this.#status, ...change };
    this.#listener.onChange();
  }

  #event(reason: string, message: string, type: 'Normal' | 'Warning' = 'Normal'): void {
    this.#agent.event(this.#listener.pod(), type, reason, message);
  }
}
