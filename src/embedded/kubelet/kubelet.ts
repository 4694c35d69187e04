import type { Container, Pod } from '../../autoscaling/objects.ts';
import type { Clock } from '../../cluster/clock.ts';
import { resources } from '../../cluster/resources.ts';
import type {
  Component,
  ContainerProcess,
  ProcessFactory,
  ProcessHost,
  RunningContainer,
  StoreChange,
  World,
} from '../world.ts';
import { ContainerLog } from './container-logs.ts';
import { unknownInitProgram, unknownProgram } from './idle-process.ts';
import { ImageCache } from './image-cache.ts';
import type { NodeAgent } from './node-agent.ts';
import { PodWorker } from './pod-worker.ts';

/** Follows containers as they start and stop. */
export interface ContainerObserver {
  started(run: RunningContainer): void;
  stopped(run: RunningContainer): void;
}

/** The kubelets of all nodes: runs the pods that are bound to one. */
export class Kubelet implements Component {
  readonly #pullSeconds: number;
  readonly #unavailableImages: readonly string[];
  readonly #workers = new Map<string, PodWorker>();
  readonly #factories: ProcessFactory[] = [];
  readonly #observers: ContainerObserver[] = [];
  readonly #logs = new Map<string, ContainerLog>();
  /** Pod addresses given out per node, and the nodes in the order of their first pod. */
  readonly #addresses = new Map<string, number>();

  /** `unavailableImages`: names that no registry has, besides those tagged `does-not-exist`. */
  constructor(imagePullSeconds: number, unavailableImages: readonly string[] = []) {
    this.#pullSeconds = imagePullSeconds;
    this.#unavailableImages = unavailableImages;
  }

  addProcessFactory(factory: ProcessFactory): void {
    this.#factories.push(factory);
  }

  observe(observer: ContainerObserver): void {
    this.#observers.push(observer);
  }

  /** Containers running now, oldest pod first. All namespaces when none is given. */
  running(namespace?: string): readonly RunningContainer[] {
    const all = [...this.#workers.values()].flatMap((worker) => worker.running);
    return namespace === undefined ? all : all.filter(({ pod }) => pod.metadata.namespace === namespace);
  }

  /** The output of a pod's container; undefined before its first start. */
  logOf(pod: Pod, container: string): ContainerLog | undefined {
    return this.#logs.get(logKey(pod, container));
  }

  start(world: World): void {
    const agent = this.#agent(world);
    world.store.subscribe(resources.pods, (change) => this.#podChanged(agent, change));
  }

  #podChanged(agent: NodeAgent, { type, object }: StoreChange): void {
    const pod = object as Pod;
    const { uid = '' } = pod.metadata;
    const worker = this.#workers.get(uid);
    if (type === 'DELETED') {
      this.#workers.delete(uid);
      worker?.stop();
      for (const { name } of allContainers(pod)) this.#logs.delete(logKey(pod, name));
    } else if (worker !== undefined) {
      worker.update(pod);
    } else if (pod.spec.nodeName !== undefined) {
      this.#workers.set(uid, new PodWorker(agent, pod));
    }
  }

  #agent({ clock, store, events, random }: World): NodeAgent {
    return {
      clock,
      store,
      random: random.fork('kubelet'),
      images: new ImageCache(clock, this.#pullSeconds, this.#unavailableImages),
      event: (pod, type, reason, message) => events.record(pod, type, reason, message, 'kubelet'),
      newProcess: (pod, container, init, host) =>
        this.#newProcess(pod, container, host) ??
        (init && container.restartPolicy !== 'Always'
          ? unknownInitProgram(clock, container, host)
          : unknownProgram(clock, container, host)),
      log: (pod, container) => this.#log(clock, pod, container),
      started: (run) => {
        for (const observer of this.#observers) observer.started(run);
      },
      stopped: (run) => {
        for (const observer of this.#observers) observer.stopped(run);
      },
      allocateIp: (node) => this.#allocateIp(node),
    };
  }

  #newProcess(pod: Pod, container: Container, host: ProcessHost): ContainerProcess | undefined {
    for (const factory of this.#factories) {
      const process = factory(pod, container, host);
      if (process !== undefined) return process;
    }
    return undefined;
  }

  #log(clock: Clock, pod: Pod, { name }: Container): ContainerLog {
    const key = logKey(pod, name);
    let log = this.#logs.get(key);
    if (log === undefined) {
      log = new ContainerLog(clock);
      this.#logs.set(key, log);
    }
    return log;
  }

  /** Every node has a /24 of the pod network, from 10.244.0.0 on; addresses are given out in turn. */
  #allocateIp(node: string): string {
    const given = this.#addresses.get(node) ?? 0;
    this.#addresses.set(node, given + 1);
    const index = [...this.#addresses.keys()].indexOf(node);
    return `10.${244 + Math.floor(index / 256)}.${index % 256}.${2 + (given % 252)}`;
  }
}

function allContainers({ spec }: Pod): readonly Container[] {
  return [...(spec.initContainers ?? []), ...spec.containers];
}

function logKey({ metadata }: Pod, container: string): string {
  return `${metadata.uid}/${container}`;
}
