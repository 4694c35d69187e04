import type { HpaDecision } from '../autoscaling/hpa/contract.ts';
import type { KubernetesObject } from '../autoscaling/objects.ts';
import type { EpochMs } from '../autoscaling/units.ts';
import type { Cancel, Clock } from '../cluster/clock.ts';
import type {
  Access,
  AccessAnswer,
  Cluster,
  ClusterIdentity,
  DecisionHandler,
  ListOptions,
  LogOptions,
  ObjectList,
  ObjectRef,
  ReflectorHandlers,
  ReflectorHealth,
  ResourceType,
  WatchHandlers,
  WatchOptions,
  WriteOptions,
} from '../cluster/port.ts';
import { watchDecisions } from './api/decision-watch.ts';
import { typeOf } from './api/object-api.ts';
import { openWatch } from './api/object-watch.ts';
import { Outbox } from './api/outbox.ts';
import { readLogs } from './api/pod-logs.ts';
import { getRaw, listObjects } from './api/raw-requests.ts';
import { Pacer } from './clock/pacer.ts';
import type { VirtualClock } from './clock/virtual-clock.ts';
import type { Kernel } from './world/create-world.ts';

/**
 * The Cluster port over an in-process cluster. Requests are answered at once; watches and logs tell their news before virtual time
 * moves on. Time passes while {@link EmbeddedCluster.pacer} runs, or when someone advances {@link EmbeddedCluster.virtualClock}.
 */
export class EmbeddedCluster implements Cluster {
  readonly identity: ClusterIdentity;
  readonly clock: Clock;
  readonly virtualClock: VirtualClock;
  readonly pacer: Pacer;
  /** What stands behind the port: the cluster can be served over HTTP from it. */
  readonly kernel: Kernel;
  readonly #outbox: Outbox;
  readonly #open = new Set<Cancel>();

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    this.identity = { badge: 'EMBEDDED', context: 'harmony-embedded', profile: kernel.world.profile };
    this.virtualClock = kernel.clock;
    this.clock = kernel.clock.outside;
    this.pacer = new Pacer(kernel.clock, 1);
    this.#outbox = new Outbox(kernel.clock);
  }

  /** The latest pass of the HPA controller over each HPA, by uid. */
  decisions(): ReadonlyMap<string, HpaDecision> {
    return this.kernel.hpaController.decisions();
  }

  /** Lets virtual time pass until `at`, while the pacer stands still. */
  advanceTo(at: EpochMs): Promise<void> {
    return this.virtualClock.advanceTo(at);
  }

  async list(type: ResourceType, options?: ListOptions): Promise<ObjectList> {
    return listObjects(this.kernel.store, type, options);
  }

  async get(ref: ObjectRef): Promise<KubernetesObject | undefined> {
    return this.kernel.store.get(typeOf(ref), ref.namespace, ref.name);
  }

  watch(type: ResourceType, options: WatchOptions, handlers: WatchHandlers): Cancel {
    const { store, clock } = this.kernel;
    return this.#closing(openWatch({ store, clock, outbox: this.#outbox }, type, options, handlers));
  }

  reflect(type: ResourceType, options: ListOptions, handlers: ReflectorHandlers): Cancel {
    let open = true;
    let failed = false;
    const tellHealth = (health: ReflectorHealth): void =>
      this.#outbox.post(() => {
        if (open && !failed) handlers.onHealth(health);
      });
    tellHealth({ state: 'connecting' });
    const stop = this.watch(type, options, {
      onEvent: (event) => {
        if (event.type === 'BOOKMARK') return;
        if (event.type === 'DELETED') handlers.onDelete(event.object);
        else handlers.onUpsert(event.object);
      },
      // Nothing in the process can break a watch: it ends only when it could not begin.
      onEnd: (error) => {
        failed = true;
        handlers.onHealth({ state: 'failed', reason: error?.message ?? 'the watch has ended' });
      },
    });
    tellHealth({ state: 'live' });
    return this.#closing(() => {
      open = false;
      stop();
    });
  }

  async getRaw(path: string): Promise<unknown> {
    return getRaw(this.kernel, path);
  }

  async serviceProxy(
    service: { readonly namespace: string; readonly name: string; readonly port: number },
    path: string,
  ): Promise<unknown> {
    return this.kernel.services.call(service, path);
  }

  async apply(object: KubernetesObject, options: WriteOptions): Promise<KubernetesObject> {
    return this.kernel.api.apply(object, options);
  }

  async replace(object: KubernetesObject, options: Omit<WriteOptions, 'force'>): Promise<KubernetesObject> {
    return this.kernel.api.replace(object, { ...options, part: 'object' });
  }

  async scale(ref: ObjectRef, replicas: number, options: WriteOptions): Promise<void> {
    this.kernel.api.scale(ref, replicas, options);
  }

  async delete(ref: ObjectRef, options: { readonly dryRun?: boolean } = {}): Promise<boolean> {
    return this.kernel.api.delete(ref, options);
  }

  logs(pod: { readonly namespace: string; readonly name: string }, options: LogOptions): Cancel {
    const { store, kubelet } = this.kernel;
    return this.#closing(readLogs({ store, kubelet, outbox: this.#outbox }, pod, options));
  }

  /** Whoever holds the cluster may do everything. */
  async accessReview(_access: Access): Promise<AccessAnswer> {
    return { allowed: true, reason: 'the cluster is part of this program' };
  }

  watchDecisions(handler: DecisionHandler): Cancel {
    return this.#closing(watchDecisions(this.kernel, this.#outbox, handler));
  }

  async close(): Promise<void> {
    for (const stop of this.#open) stop();
    await this.pacer.stop();
  }

  /** Makes sure that closing the cluster closes this, too. */
  #closing(stop: Cancel): Cancel {
    const close = (): void => {
      this.#open.delete(close);
      stop();
    };
    this.#open.add(close);
    return close;
  }
}
