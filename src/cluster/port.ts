import type { HpaDecision } from '../autoscaling/hpa/contract.ts';
import type { KubernetesObject } from '../autoscaling/objects.ts';
import type { EpochMs } from '../autoscaling/units.ts';
import type { Cancel, Clock } from './clock.ts';

/** A resource type of the API, for example `{apiVersion: 'apps/v1', kind: 'Deployment', plural: 'deployments', namespaced: true}`. */
export interface ResourceType {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

export interface ClusterIdentity {
  /** How the header names it. */
  readonly badge: 'EMBEDDED' | 'LIVE';
  /** Kubeconfig context, or `harmony-embedded`. */
  readonly context: string;
  /** Controller profile of an embedded cluster. */
  readonly profile?: 'upstream' | 'gke';
  /** Context of the real cluster that this one is shown in the place of. */
  readonly standsInFor?: string;
}

export interface ListOptions {
  /** Absent: all namespaces. */
  readonly namespace?: string;
  /** As in `-l`: equality and set based requirements. */
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

export interface ObjectList {
  readonly items: readonly KubernetesObject[];
  /** Where a watch can go on from. */
  readonly resourceVersion: string;
}

export type WatchEvent =
  | { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: KubernetesObject }
  | { readonly type: 'BOOKMARK'; readonly resourceVersion: string };

export interface WatchOptions extends ListOptions {
  /** Only changes after this version are delivered. Absent: current objects come first, as ADDED. */
  readonly resourceVersion?: string;
}

export interface WatchHandlers {
  readonly onEvent: (event: WatchEvent) => void;
  /** The watch has ended and sends nothing more. An error of code 410 asks for a new list. */
  readonly onEnd: (error?: ClusterError) => void;
}

/** State of a kept-in-sync view of one resource type. */
export type ReflectorHealth =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  | { readonly state: 'failed'; readonly reason: string; readonly fix?: string };

export interface ReflectorHandlers {
  readonly onUpsert: (object: KubernetesObject) => void;
  readonly onDelete: (object: KubernetesObject) => void;
  readonly onHealth: (health: ReflectorHealth) => void;
}

export interface WriteOptions {
  readonly fieldManager: string;
  /** Checked by the server, not stored. */
  readonly dryRun?: boolean;
  /** Server-side apply: take fields over from other managers. */
  readonly force?: boolean;
}

export interface LogOptions {
  readonly container?: string;
  readonly follow?: boolean;
  readonly onLine: (line: string) => void;
  readonly onEnd?: (error?: ClusterError) => void;
}

/** The HPA a decision is about. */
export interface DecidedHpa {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

/** Something a person or program may be allowed to do. */
export interface Access {
  /** get, list, watch, create, patch, delete … */
  readonly verb: string;
  /** Empty for the core group. */
  readonly group: string;
  /** The plural of a type, or the name of a metric in the metrics APIs. */
  readonly resource: string;
  readonly subresource?: string;
  /** Absent: all namespaces, or the cluster. */
  readonly namespace?: string;
}

/** What the server's authorizers say. */
export interface AccessAnswer {
  readonly allowed: boolean;
  /** In the authorizer's words; empty where it gives none. */
  readonly reason: string;
}

export type DecisionHandler = (hpa: DecidedHpa, decision: HpaDecision) => void;

/**
 * A Kubernetes cluster as Harmony sees it. Adapters: `EmbeddedCluster` (in process) and `KubeCluster` (over the API).
 * Every rejected promise is a {@link ClusterError}.
 */
export interface Cluster {
  readonly identity: ClusterIdentity;
  readonly clock: Clock;
  list(type: ResourceType, options?: ListOptions): Promise<ObjectList>;
  /** The object, or undefined where there is none. */
  get(ref: ObjectRef): Promise<KubernetesObject | undefined>;
  /** One watch, which ends as the server's does. Most callers want {@link Cluster.reflect}. */
  watch(type: ResourceType, options: WatchOptions, handlers: WatchHandlers): Cancel;
  /** List, watch, and resume for as long as it is open: each object is told once per change, deletions included. */
  reflect(type: ResourceType, options: ListOptions, handlers: ReflectorHandlers): Cancel;
  /** GET of an API path; resolves to the parsed JSON. */
  getRaw(path: string): Promise<unknown>;
  /** GET through the API server's proxy of a service; resolves to the parsed JSON. */
  serviceProxy(
    service: { readonly namespace: string; readonly name: string; readonly port: number },
    path: string,
  ): Promise<unknown>;
  /** Server-side apply. Resolves to the object as stored. */
  apply(object: KubernetesObject, options: WriteOptions): Promise<KubernetesObject>;
  /**
   * PUT: the object becomes what is given, its status aside. Resolves to it as stored. With a `resourceVersion` or `uid` that is not the stored
   * one it is refused as a conflict (409), where there is no such object as not found (404). Without `managedFields` the fields' managers stay,
   * with them they become those, and what changes is the writer's in either case.
   */
  replace(object: KubernetesObject, options: Omit<WriteOptions, 'force'>): Promise<KubernetesObject>;
  /** Writes the scale subresource. */
  scale(ref: ObjectRef, replicas: number, options: WriteOptions): Promise<void>;
  /** Resolves to false where there was nothing to delete. Dependents are deleted in the background. */
  delete(ref: ObjectRef, options?: { readonly dryRun?: boolean }): Promise<boolean>;
  /** Log lines of one pod. */
  logs(pod: { readonly namespace: string; readonly name: string }, options: LogOptions): Cancel;
  /** Whether the one who asks may do this; asking changes nothing. */
  accessReview(access: Access): Promise<AccessAnswer>;
  /** The moment on the server's own clock, to about a second. Absent where there is no other clock than {@link Cluster.clock}. */
  serverTime?(): Promise<EpochMs>;
  /**
   * Every pass of the HPA controller over any HPA: the latest ones first, then each as it is made. Absent where the controller keeps its
   * reasons to itself, as a real one does.
   */
  watchDecisions?(handler: DecisionHandler): Cancel;
  /** Releases watches, timers and connections. */
  close(): Promise<void>;
}

/** One of the reasons of a refusal: a field that is wrong, or a rule that was broken. */
export interface StatusCause {
  /** FieldValueInvalid, NamespaceTerminating, DisruptionBudget … */
  readonly reason?: string;
  readonly message?: string;
  readonly field?: string;
}

/** What a refusal is about, as `details` of a Status has it. */
export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  /** The plural of the resource; of an invalid object its kind. */
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly StatusCause[];
  readonly retryAfterSeconds?: number;
}

export interface ClusterErrorOptions extends ErrorOptions {
  readonly details?: StatusDetails;
}

/** An API server's refusal, or the failure to reach one. */
export class ClusterError extends Error {
  override readonly name = 'ClusterError';
  /** HTTP status (404, 409, 410, 422 …); 0 when the server was not reached. */
  readonly code: number;
  /** Kubernetes' reason: NotFound, Conflict, Expired, Invalid, Forbidden … */
  readonly reason: string;
  readonly details: StatusDetails | undefined;

  constructor(code: number, reason: string, message: string, options?: ClusterErrorOptions) {
    super(message, options);
    this.code = code;
    this.reason = reason;
    this.details = options?.details;
  }
}
