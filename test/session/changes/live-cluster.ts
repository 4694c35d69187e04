import type { KubernetesObject } from '../../../src/autoscaling/objects.ts';
import type {
  Cluster,
  ClusterIdentity,
  ListOptions,
  LogOptions,
  ObjectRef,
  ReflectorHandlers,
  ResourceType,
  WatchHandlers,
  WatchOptions,
  WriteOptions,
} from '../../../src/cluster/port.ts';

/** Told of each request that writes, and in the place of the request: what it does not call is not sent. */
export type Toll = <T>(write: string, send: () => Promise<T>) => Promise<T>;

/** A cluster that passes for a real one, whose writes pay a toll: tests count them there, or let them hang. */
export class LiveCluster implements Cluster {
  readonly identity: ClusterIdentity;
  readonly clock: Cluster['clock'];
  readonly #behind: Cluster;
  readonly #toll: Toll;

  constructor(behind: Cluster, toll: Toll = (_write, send) => send(), context = 'kind-demo') {
    this.#behind = behind;
    this.#toll = toll;
    this.clock = behind.clock;
    this.identity = { badge: 'LIVE', context };
  }

  list(type: ResourceType, options?: ListOptions) {
    return this.#behind.list(type, options);
  }

  get(ref: ObjectRef) {
    return this.#behind.get(ref);
  }

  watch(type: ResourceType, options: WatchOptions, handlers: WatchHandlers) {
    return this.#behind.watch(type, options, handlers);
  }

  reflect(type: ResourceType, options: ListOptions, handlers: ReflectorHandlers) {
    return this.#behind.reflect(type, options, handlers);
  }

  getRaw(path: string) {
    return this.#behind.getRaw(path);
  }

  serviceProxy(service: Parameters<Cluster['serviceProxy']>[0], path: string) {
    return this.#behind.serviceProxy(service, path);
  }

  apply(object: KubernetesObject, options: WriteOptions) {
    const write = `apply ${object.kind} ${object.metadata.name}${options.dryRun ? ' (dry run)' : ''}`;
    return this.#toll(write, () => this.#behind.apply(object, options));
  }

  replace(object: KubernetesObject, options: WriteOptions) {
    return this.#toll(`replace ${object.kind} ${object.metadata.name}`, () => this.#behind.replace(object, options));
  }

  scale(ref: ObjectRef, replicas: number, options: WriteOptions) {
    return this.#toll(`scale ${ref.name} ${replicas}`, () => this.#behind.scale(ref, replicas, options));
  }

  delete(ref: ObjectRef, options: { readonly dryRun?: boolean } = {}) {
    const write = `delete ${ref.kind} ${ref.name}${options.dryRun ? ' (dry run)' : ''}`;
    return this.#toll(write, () => this.#behind.delete(ref, options));
  }

  accessReview(access: Parameters<Cluster['accessReview']>[0]) {
    return this.#behind.accessReview(access);
  }

  logs(pod: Parameters<Cluster['logs']>[0], options: LogOptions) {
    return this.#behind.logs(pod, options);
  }

  async close() {}
}
