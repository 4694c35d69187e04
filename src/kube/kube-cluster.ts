import type { KubernetesObject } from '../autoscaling/objects.ts';
import type { EpochMs } from '../autoscaling/units.ts';
import type { Cancel, Clock } from '../cluster/clock.ts';
import {
  type Access,
  type AccessAnswer,
  type Cluster,
  ClusterError,
  type ClusterIdentity,
  type ListOptions,
  type LogOptions,
  type ObjectList,
  type ObjectRef,
  type ReflectorHandlers,
  type ResourceType,
  type WatchHandlers,
  type WatchOptions,
  type WriteOptions,
} from '../cluster/port.ts';
import { resources } from '../cluster/resources.ts';
import { reviewAccess } from './access-review.ts';
import type { ApiClient } from './http/api-client.ts';
import type { ApiRequest } from './http/transport.ts';
import { objectPath, query } from './objects/api-paths.ts';
import { listInPages } from './objects/paged-list.ts';
import { readPodLogs } from './pod-logs.ts';
import { ResourceTypes } from './resource-types.ts';
import { readServerTime } from './server-time.ts';
import type { Views } from './watch/views.ts';
import { openWatchStream } from './watch/watch-stream.ts';

/** The half hour the API server gives a watch at least. */
const watchSeconds = 1800;

export interface KubeClusterParts {
  readonly context: string;
  /** Of the context, or as it was asked for. */
  readonly namespace: string;
  readonly clock: Clock;
  readonly client: ApiClient;
  readonly views: Views;
  /** Releases what the parts hold besides requests. */
  readonly release: () => void;
}

/** The Cluster port over the Kubernetes API. */
export class KubeCluster implements Cluster {
  readonly identity: ClusterIdentity;
  readonly namespace: string;
  readonly clock: Clock;
  readonly #parts: KubeClusterParts;
  readonly #types: ResourceTypes;
  readonly #open = new Set<Cancel>();

  constructor(parts: KubeClusterParts) {
    this.#parts = parts;
    this.identity = { badge: 'LIVE', context: parts.context };
    this.namespace = parts.namespace;
    this.clock = parts.clock;
    this.#types = new ResourceTypes((path) => parts.client.read(path));
  }

  async list(type: ResourceType, options: ListOptions = {}): Promise<ObjectList> {
    return listInPages((path) => this.#parts.client.read(path), type, options);
  }

  async get(ref: ObjectRef): Promise<KubernetesObject | undefined> {
    const path = await this.#pathOf(ref);
    return orUndefined(this.#parts.client.read(path) as Promise<KubernetesObject>);
  }

  watch(type: ResourceType, options: WatchOptions, handlers: WatchHandlers): Cancel {
    const { client, views } = this.#parts;
    const timed = { ...options, timeoutSeconds: watchSeconds };
    return this.#closing(openWatchStream(client, type, timed, handlers, () => views.heard()));
  }

  reflect(type: ResourceType, options: ListOptions, handlers: ReflectorHandlers): Cancel {
    return this.#closing(this.#parts.views.open(type, options, handlers));
  }

  async getRaw(path: string): Promise<unknown> {
    return this.#parts.client.read(path);
  }

  async serviceProxy(
    { namespace, name, port }: { readonly namespace: string; readonly name: string; readonly port: number },
    path: string,
  ): Promise<unknown> {
    const proxy = objectPath(resources.services, namespace, `http:${name}:${port}`, 'proxy').replaceAll('%3A', ':');
    return this.#parts.client.read(`${proxy}/${path.replace(/^\//, '')}`);
  }

  async apply(object: KubernetesObject, { fieldManager, dryRun, force }: WriteOptions): Promise<KubernetesObject> {
    // An object that was read carries the managers it had then; to apply is to name fields anew.
    const { managedFields: _, ...metadata } = object.metadata;
    const path = await this.#pathOf({ ...object, ...metadata });
    const stored = await this.#write({
      method: 'PATCH',
      path: `${path}${query({ fieldManager, force, dryRun: dryRun === true ? 'All' : undefined })}`,
      contentType: 'application/apply-patch+yaml',
      // JSON is YAML.
      body: JSON.stringify({ ...object, metadata }),
    });
    return stored as KubernetesObject;
  }

  async replace(object: KubernetesObject, { fieldManager, dryRun }: Omit<WriteOptions, 'force'>) {
    const path = await this.#pathOf({ ...object, ...object.metadata });
    const stored = await this.#write({
      method: 'PUT',
      path: `${path}${query({ fieldManager, dryRun: dryRun === true ? 'All' : undefined })}`,
      contentType: 'application/json',
      body: JSON.stringify(object),
    });
    return stored as KubernetesObject;
  }

  async scale(ref: ObjectRef, replicas: number, { fieldManager, dryRun }: WriteOptions): Promise<void> {
    const path = await this.#pathOf(ref, 'scale');
    await this.#write({
      method: 'PATCH',
      path: `${path}${query({ fieldManager, dryRun: dryRun === true ? 'All' : undefined })}`,
      contentType: 'application/merge-patch+json',
      body: JSON.stringify({ spec: { replicas } }),
    });
  }

  async delete(ref: ObjectRef, { dryRun }: { readonly dryRun?: boolean } = {}): Promise<boolean> {
    const path = await this.#pathOf(ref);
    const deleted = this.#write({
      method: 'DELETE',
      path: `${path}${query({ dryRun: dryRun === true ? 'All' : undefined })}`,
      contentType: 'application/json',
      body: JSON.stringify({ apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy: 'Background' }),
    });
    return (await orUndefined(deleted)) !== undefined;
  }

  logs(pod: { readonly namespace: string; readonly name: string }, options: LogOptions): Cancel {
    return this.#closing(readPodLogs(this.#parts.client, pod, options));
  }

  async accessReview(access: Access): Promise<AccessAnswer> {
    return reviewAccess(this.#parts.client, access);
  }

  async serverTime(): Promise<EpochMs> {
    return readServerTime(this.#parts.client);
  }

  async close(): Promise<void> {
    for (const stop of [...this.#open]) stop();
    this.#parts.client.close();
    this.#parts.release();
  }

  #write(request: ApiRequest): Promise<unknown> {
    return this.#parts.client.json(request);
  }

  async #pathOf(ref: ObjectRef, subresource?: string): Promise<string> {
    return objectPath(await this.#types.of(ref), ref.namespace, ref.name, subresource);
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

/** Undefined for an object that is not there. */
async function orUndefined<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ClusterError && error.code === 404) return undefined;
    throw error;
  }
}
