import type { KubernetesObject, Pod } from '../../../src/autoscaling/objects.ts';
import { plusMs } from '../../../src/autoscaling/units.ts';
import type { CoreEvent, Deployment, ReplicaSet } from '../../../src/cluster/objects.ts';
import { resources } from '../../../src/cluster/resources.ts';
import type { EmbeddedSetup } from '../../../src/embedded/setup.ts';
import { createWorld, type Kernel } from '../../../src/embedded/world/create-world.ts';
import type { Component, ContainerProcess, ProcessHost } from '../../../src/embedded/world.ts';
import { namespace } from './objects.ts';
import { setupOf } from './setup.ts';

/** A kernel with a few questions tests ask of it. */
export interface Running extends Kernel {
  pass(seconds: number): Promise<void>;
  pods(): readonly Pod[];
  pod(name: string): Pod | undefined;
  deployment(): Deployment;
  replicaSets(): readonly ReplicaSet[];
  /** `Reason: message` of the events about a kind of object, oldest first. */
  events(kind: string): readonly string[];
}

export function running(
  objects: readonly KubernetesObject[],
  change: Parameters<typeof setupOf>[1] = {},
  components: readonly Component[] = [],
): Running {
  return questions(createWorld(setupOf(objects, change) satisfies EmbeddedSetup, components));
}

function questions(kernel: Kernel): Running {
  const { clock, store } = kernel;
  const must = <T>(found: T | undefined): T => {
    if (found === undefined) throw new Error('the object is not there');
    return found;
  };
  return {
    ...kernel,
    pass: (seconds) => clock.advanceTo(plusMs(clock.now(), seconds * 1000)),
    pods: () => store.list<Pod>(resources.pods, namespace),
    pod: (name) => store.get<Pod>(resources.pods, namespace, name),
    deployment: () => must(store.get<Deployment>(resources.deployments, namespace, 'web')),
    replicaSets: () => store.list<ReplicaSet>(resources.replicaSets, namespace),
    events: (kind) =>
      store
        .list<CoreEvent>(resources.events, namespace)
        .filter(({ involvedObject }) => involvedObject.kind === kind)
        .map(({ reason, message }) => `${reason}: ${message}`),
  };
}

/** Programs for every container: what they do can be set per test and changed while they run. */
export class Programs implements Component {
  ready = true;
  /** How long a program takes to end after SIGTERM; Infinity ignores it. */
  terminateAfterMs = 0;
  readonly hosts: ProcessHost[] = [];
  killed = 0;
  #cores = 0;
  /** Each program's counter, brought up to the present. */
  readonly #counters: (() => number)[] = [];

  /** Cores each container uses from now on. */
  set cores(cores: number) {
    for (const count of this.#counters) count();
    this.#cores = cores;
  }

  start(world: Parameters<Component['start']>[0]): void {
    const { clock } = world;
    world.addProcessFactory((_pod, _container, host): ContainerProcess => {
      this.hosts.push(host);
      let used = 0;
      let since = clock.now();
      const cpuSeconds = (): number => {
        used += (this.#cores * (clock.now() - since)) / 1000;
        since = clock.now();
        return used;
      };
      this.#counters.push(cpuSeconds);
      return {
        cpuSeconds,
        memoryBytes: () => 64 * 1024 * 1024,
        cfs: () => ({ periods: 0, throttledPeriods: 0, throttledSeconds: 0 }),
        ready: () => this.ready,
        terminate: (exited) => {
          if (Number.isFinite(this.terminateAfterMs)) clock.after(this.terminateAfterMs, () => exited(0));
        },
        kill: () => {
          this.killed += 1;
        },
      };
    });
  }
}
