import type { Container, Pod } from '../../autoscaling/objects.ts';
import { type EpochMs, plusMs } from '../../autoscaling/units.ts';
import type { Cancel } from '../../cluster/clock.ts';
import type { Node } from '../../cluster/objects.ts';
import { resources } from '../../cluster/resources.ts';
import { deleteGracefully } from '../store/graceful-deletion.ts';
import type { RunningContainer } from '../world.ts';
import { ContainerRun } from './container-run.ts';
import type { NodeAgent } from './node-agent.ts';
import { podStatus } from './pod-status.ts';

const admitMs = 20;
/** Network and cgroups of a pod, before its first container: the least it takes, and what varies. */
const sandboxMs = { least: 350, spread: 300 };
/** Between the end of the last container and the pod leaving the API. */
const cleanupMs = 300;

/** One pod on a node, from its arrival until it has left: init containers in order, then the others, then the end. */
export class PodWorker {
  readonly #agent: NodeAgent;
  readonly #init: readonly ContainerRun[];
  readonly #main: readonly ContainerRun[];
  readonly #startedAt: EpochMs;
  #pod: Pod;
  readonly #hostIP: string | undefined;
  #podIP: string | undefined;
  #terminating = false;
  #graceEndsAt: EpochMs;
  /** The first init and the first other container that nobody has started yet. */
  #nextInit = 0;
  #nextMain = 0;
  #stopTimer: Cancel = () => undefined;

  constructor(agent: NodeAgent, pod: Pod) {
    this.#agent = agent;
    this.#pod = pod;
    const initContainers = pod.spec.initContainers ?? [];
    const waitingFor = initContainers.length > 0 ? 'PodInitializing' : 'ContainerCreating';
    this.#init = initContainers.map((container) => this.#containerRun(container, true, waitingFor));
    this.#main = pod.spec.containers.map((container) => this.#containerRun(container, false, waitingFor));
    this.#startedAt = agent.clock.now();
    this.#hostIP = addressOf(agent, pod.spec.nodeName ?? '');
    this.#graceEndsAt = this.#startedAt;
    this.#after(admitMs, () => this.#setUp());
  }

  get running(): readonly RunningContainer[] {
    return this.#containers.flatMap(({ running }) => running ?? []);
  }

  /** The stored pod has changed. */
  update(pod: Pod): void {
    this.#pod = pod;
    if (pod.metadata.deletionTimestamp !== undefined && !this.#terminating) this.#terminate();
  }

  /** The pod is gone from the API: whatever still runs is killed. */
  stop(): void {
    this.#terminating = true;
    this.#stopTimer();
    for (const container of this.#containers) {
      container.close();
      container.kill();
      this.#agent.log(this.#pod, container.container).end();
    }
  }

  get #containers(): readonly ContainerRun[] {
    return [...this.#init, ...this.#main];
  }

  #containerRun(container: Container, init: boolean, waitingFor: string): ContainerRun {
    const run: ContainerRun = new ContainerRun(this.#agent, container, init, waitingFor, {
      pod: () => this.#pod,
      onChange: () => this.#report(),
      onExit: (exitCode) => this.#containerExited(run, exitCode),
      onStarted: () => this.#containerStarted(run),
      // The kubelet starts what it can: a container without its image keeps only those back that initialize after it.
      onStuck: () => this.#startMain(this.#main.indexOf(run) + 1),
    });
    return run;
  }

  #setUp(): void {
    this.#report();
    const { random } = this.#agent;
    this.#after(sandboxMs.least + sandboxMs.spread * random.next(), () => {
      this.#podIP = this.#agent.allocateIp(this.#pod.spec.nodeName ?? '');
      this.#report();
      this.#startInit(0);
    });
  }

  #startInit(index: number): void {
    if (index < this.#nextInit) return;
    this.#nextInit = index + 1;
    const container = this.#init[index];
    if (container === undefined) this.#startMain(0);
    else container.start();
  }

  /** The kubelet starts containers one after the other, pulls included. */
  #startMain(index: number): void {
    if (index < this.#nextMain) return;
    this.#nextMain = index + 1;
    this.#main[index]?.start();
  }

  #containerStarted(run: ContainerRun): void {
    if (run.isSidecar) this.#startInit(this.#init.indexOf(run) + 1);
    else if (this.#main.includes(run)) this.#startMain(this.#main.indexOf(run) + 1);
  }

  #containerExited(run: ContainerRun, exitCode: number): void {
    if (this.#terminating) {
      this.#report();
      this.#whenStopped();
      return;
    }
    const index = this.#init.indexOf(run);
    if (index >= 0 && !run.isSidecar && exitCode === 0) {
      this.#report();
      this.#startInit(index + 1);
      return;
    }
    const policy = run.isSidecar ? 'Always' : this.#pod.spec.restartPolicy;
    const again = index >= 0 ? policy !== 'Never' : policy === 'Always' || (policy === 'OnFailure' && exitCode !== 0);
    if (again) run.restart();
    this.#report();
    const over = index >= 0 || this.#main.every(({ status }) => status.state?.terminated !== undefined);
    if (!again && over) this.#finish();
  }

  /** All containers have ended for good: sidecars go, too, and nobody writes to the logs any more. */
  #finish(): void {
    for (const container of this.#init) {
      container.close();
      container.kill();
    }
    for (const { container } of this.#containers) this.#agent.log(this.#pod, container).end();
  }

  #terminate(): void {
    this.#terminating = true;
    this.#stopTimer();
    const graceMs = (this.#pod.metadata.deletionGracePeriodSeconds ?? 30) * 1000;
    this.#graceEndsAt = plusMs(this.#agent.clock.now(), graceMs);
    for (const container of this.#containers) container.close();
    const initializing = this.#init.filter(({ isSidecar }) => !isSidecar);
    for (const container of [...initializing, ...this.#main]) container.terminate(graceMs);
    this.#whenStopped();
  }

  /** Sidecars are told to stop once the other containers have; when all have stopped, the pod leaves. */
  #whenStopped(): void {
    const left = this.#containers.filter(({ running }) => running !== undefined);
    const sidecars = left.filter(({ isSidecar }) => isSidecar);
    if (sidecars.length < left.length) return;
    if (sidecars.length === 0) {
      this.#stopTimer();
      this.#after(cleanupMs, () => this.#remove());
      return;
    }
    const graceMs = Math.max(0, this.#graceEndsAt - this.#agent.clock.now());
    for (const sidecar of sidecars) sidecar.terminate(graceMs);
  }

  #remove(): void {
    const { namespace, name, uid } = this.#pod.metadata;
    const { store, clock } = this.#agent;
    // With finalizers it stays until somebody has taken them away.
    if (store.get(resources.pods, namespace, name)?.metadata.uid === uid)
      deleteGracefully(store, clock, resources.pods, namespace, name, { graceSeconds: 0 });
  }

  #report(): void {
    const { store, clock } = this.#agent;
    const { namespace, name, uid } = this.#pod.metadata;
    const pod = store.get<Pod>(resources.pods, namespace, name);
    if (pod?.metadata.uid !== uid || pod === undefined) return;
    const status = podStatus(
      {
        pod,
        startedAt: this.#startedAt,
        podIP: this.#podIP,
        hostIP: this.#hostIP,
        init: this.#init.map((container) => container.status),
        main: this.#main.map((container) => container.status),
      },
      clock.now(),
    );
    store.updateStatus<Pod>({ ...pod, status });
  }

  #after(delayMs: number, callback: () => void): void {
    this.#stopTimer = this.#agent.clock.after(delayMs, callback);
  }
}

function addressOf({ store }: NodeAgent, node: string): string | undefined {
  const addresses = store.get<Node>(resources.nodes, undefined, node)?.status?.addresses;
  return addresses?.find(({ type }) => type === 'InternalIP')?.address;
}
