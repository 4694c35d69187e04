import type { KubernetesObject } from '../../src/autoscaling/objects.ts';
import { epochMs, formatTime } from '../../src/autoscaling/units.ts';
import type { Cancel } from '../../src/cluster/clock.ts';
import type { CoreEvent, Deployment } from '../../src/cluster/objects.ts';
import {
  type Cluster,
  ClusterError,
  type ListOptions,
  type LogOptions,
  type ObjectRef,
  type ReflectorHandlers,
  type ResourceType,
  type WriteOptions,
} from '../../src/cluster/port.ts';
import { VirtualClock } from '../../src/embedded/clock/virtual-clock.ts';

/** A call that changed the cluster, as tests assert on it. */
export type WriteCall = string;

/**
 * A cluster that only remembers: no controllers act on what is stored. Tests script what a controller would do, and what raw paths answer.
 */
export class MemoryCluster implements Cluster {
  readonly identity = { badge: 'EMBEDDED', context: 'memory' } as const;
  readonly virtual = new VirtualClock(epochMs(Date.parse('2025-01-01T00:00:00Z')));
  readonly clock = this.virtual.outside;
  /** Answers by path (`/api…`) or, through the proxy, by `service:port/path`. Throw a ClusterError to refuse. */
  readonly answers = new Map<string, () => unknown>();
  readonly asked: string[] = [];
  readonly writes: WriteCall[] = [];
  /** Asked before each write; throw to refuse it. */
  admit: (write: WriteCall, object: KubernetesObject | undefined) => void = () => {};
  /** Told after each stored write, to play a controller. */
  onWrite: (write: WriteCall) => void = () => {};
  readonly #objects = new Map<string, KubernetesObject>();
  readonly #reflectors = new Set<{
    readonly type: ResourceType;
    readonly namespace?: string;
    handlers: ReflectorHandlers;
  }>();
  readonly #logs = new Map<string, Set<LogOptions>>();
  #version = 0;

  get openReflectors(): number {
    return this.#reflectors.size;
  }

  get openLogs(): number {
    return [...this.#logs.values()].reduce((sum, readers) => sum + readers.size, 0);
  }

  async list(type: ResourceType, options: ListOptions = {}) {
    const items = [...this.#objects.values()].filter((object) => matches(object, type, options.namespace));
    return { items, resourceVersion: String(this.#version) };
  }

  async get(ref: ObjectRef) {
    return this.#objects.get(keyOf(ref));
  }

  watch(): Cancel {
    throw new Error('nothing here watches; reflect');
  }

  reflect(type: ResourceType, options: ListOptions, handlers: ReflectorHandlers): Cancel {
    const reflector = { type, ...(options.namespace ? { namespace: options.namespace } : {}), handlers };
    this.#reflectors.add(reflector);
    handlers.onHealth({ state: 'connecting' });
    queueMicrotask(() => {
      if (!this.#reflectors.has(reflector)) return;
      for (const object of this.#objects.values())
        if (matches(object, type, options.namespace)) handlers.onUpsert(object);
      handlers.onHealth({ state: 'live' });
    });
    return () => this.#reflectors.delete(reflector);
  }

  async getRaw(path: string) {
    return this.#answer(path);
  }

  async serviceProxy(service: { readonly name: string; readonly port: number }, path: string) {
    return this.#answer(`${service.name}:${service.port}${path}`);
  }

  async apply(object: KubernetesObject, options: WriteOptions) {
    const write = `apply ${object.kind} ${object.metadata.name}`;
    this.admit(options.dryRun ? `${write} (dry run)` : write, object);
    if (options.dryRun) return object;
    this.writes.push(write);
    const stored = this.put(object);
    this.onWrite(write);
    return stored;
  }

  async replace(object: KubernetesObject, options: Omit<WriteOptions, 'force'>) {
    const write = `replace ${object.kind} ${object.metadata.name}`;
    this.admit(options.dryRun ? `${write} (dry run)` : write, object);
    if (options.dryRun) return object;
    this.writes.push(write);
    const stored = this.put(object);
    this.onWrite(write);
    return stored;
  }

  async scale(ref: ObjectRef, replicas: number, options: WriteOptions) {
    const write = `scale ${ref.name} ${replicas}`;
    this.admit(write, undefined);
    this.writes.push(write);
    this.scaleBy(ref, replicas, options.fieldManager);
    this.onWrite(write);
  }

  async delete(ref: ObjectRef, options: { readonly dryRun?: boolean } = {}) {
    const write = `delete ${ref.kind} ${ref.name}`;
    this.admit(options.dryRun ? `${write} (dry run)` : write, undefined);
    if (options.dryRun) return this.#objects.has(keyOf(ref));
    if (!this.#objects.has(keyOf(ref))) return false;
    this.writes.push(write);
    this.remove(ref);
    this.onWrite(write);
    return true;
  }

  logs(pod: { readonly namespace: string; readonly name: string }, options: LogOptions): Cancel {
    const readers = this.#logs.get(pod.name) ?? new Set();
    this.#logs.set(pod.name, readers.add(options));
    return () => readers.delete(options);
  }

  async accessReview() {
    return { allowed: true, reason: '' };
  }

  async close() {
    this.#reflectors.clear();
  }

  // ---- what a test scripts

  put(object: KubernetesObject): KubernetesObject {
    const key = keyOf(refOf(object));
    const previous = this.#objects.get(key);
    this.#version += 1;
    const stored: KubernetesObject = {
      ...object,
      metadata: {
        ...object.metadata,
        uid: previous?.metadata.uid ?? `uid-${this.#version}`,
        creationTimestamp: previous?.metadata.creationTimestamp ?? formatTime(this.clock.now()),
        resourceVersion: String(this.#version),
      },
    };
    this.#objects.set(key, stored);
    this.#tell(stored, (handlers) => handlers.onUpsert(stored));
    return stored;
  }

  remove(ref: ObjectRef): void {
    const object = this.#objects.get(keyOf(ref));
    if (!object) return;
    this.#objects.delete(keyOf(ref));
    this.#tell(object, (handlers) => handlers.onDelete(object));
  }

  /** Writes spec.replicas (and, as a controller would soon, status.replicas) in the name of a field manager. */
  scaleBy(ref: ObjectRef, replicas: number, manager: string): void {
    const deployment = this.#objects.get(keyOf(ref)) as Deployment | undefined;
    if (!deployment) throw new ClusterError(404, 'NotFound', `deployments "${ref.name}" not found`);
    this.put({
      ...deployment,
      spec: { ...deployment.spec, replicas },
      status: { ...deployment.status, replicas },
      metadata: { ...deployment.metadata, managedFields: [replicasOwner(manager, formatTime(this.clock.now()))] },
    });
  }

  event(about: ObjectRef, reason: string, message: string): void {
    const event: CoreEvent = {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `${about.name}.${this.#version}`, namespace: about.namespace ?? 'default' },
      type: 'Normal',
      reason,
      message,
      lastTimestamp: formatTime(this.clock.now()),
      involvedObject: { kind: about.kind, name: about.name },
    };
    this.put(event);
  }

  log(pod: string, line: string): void {
    for (const reader of this.#logs.get(pod) ?? []) reader.onLine(line);
  }

  async pass(seconds: number): Promise<void> {
    this.virtual.holdForOutside();
    await this.virtual.advanceTo(epochMs(this.clock.now() + seconds * 1000));
  }

  #answer(path: string): unknown {
    this.asked.push(path);
    const answer = this.answers.get(path);
    if (!answer) throw new ClusterError(404, 'NotFound', `the server could not find ${path}`);
    return answer();
  }

  #tell(object: KubernetesObject, tell: (handlers: ReflectorHandlers) => void): void {
    for (const { type, namespace, handlers } of this.#reflectors) if (matches(object, type, namespace)) tell(handlers);
  }
}

export function replicasOwner(manager: string, time: string) {
  return {
    manager,
    operation: 'Update',
    subresource: 'scale',
    time,
    fieldsV1: { 'f:spec': { 'f:replicas': {} } },
  } as const;
}

function refOf(object: KubernetesObject): ObjectRef {
  const { name, namespace } = object.metadata;
  return { apiVersion: object.apiVersion, kind: object.kind, name, ...(namespace ? { namespace } : {}) };
}

function keyOf(ref: ObjectRef): string {
  return `${ref.kind}/${ref.namespace ?? ''}/${ref.name}`;
}

function matches(object: KubernetesObject, type: ResourceType, namespace: string | undefined): boolean {
  return object.kind === type.kind && (namespace === undefined || object.metadata.namespace === namespace);
}
