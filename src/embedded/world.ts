import type { Container, KubernetesObject, LabelSelector, Pod } from '../autoscaling/objects.ts';
import type { EpochMs } from '../autoscaling/units.ts';
import type { Cancel, Clock } from '../cluster/clock.ts';
import type { ResourceType } from '../cluster/port.ts';
import type { Exporters } from './exposition/exporters.ts';
import type { PodUsage } from './metrics-server/metrics-server.ts';

/**
 * The contracts inside the embedded cluster. The kernel (clock, store, deployment and pod controllers, kubelet, metrics-server,
 * HPA controller) knows nothing of queues or messages; what runs inside containers comes through {@link ProcessFactory}, and what
 * the custom and external metrics APIs and the service proxy answer is registered by components.
 */

export type ControllerProfile = 'upstream' | 'gke';

/** A seeded generator. Forks with the same name always yield the same sequence, whatever else was drawn. */
export interface Random {
  fork(name: string): Random;
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [0, bound). */
  integer(bound: number): number;
  /** Log-normal around `median` with shape `sigma` (0 gives the median itself). */
  logNormal(median: number, sigma: number): number;
}

/** Object change as the store tells it, synchronously and in order of resourceVersion. */
export interface StoreChange {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubernetesObject;
  /** The object before a modification or deletion. */
  readonly previous?: KubernetesObject;
}

/**
 * The objects of the cluster. Writes assign resourceVersion, uid, creationTimestamp and generation, and tell subscribers before
 * they return. Stored objects are frozen in spirit: never mutate what `get` or `list` returned.
 */
export interface ObjectStore {
  readonly resourceVersion: number;
  get<T extends KubernetesObject = KubernetesObject>(
    type: ResourceType,
    namespace: string | undefined,
    name: string,
  ): T | undefined;
  list<T extends KubernetesObject = KubernetesObject>(type: ResourceType, namespace?: string): readonly T[];
  /** Pods and other objects that a selector matches, in creation order. */
  select<T extends KubernetesObject = KubernetesObject>(
    type: ResourceType,
    namespace: string,
    selector: LabelSelector,
  ): readonly T[];
  /** @throws ClusterError AlreadyExists */
  create<T extends KubernetesObject>(object: T): T;
  /** Replaces the object; a change of spec raises `metadata.generation`. A replacement equal to what is stored changes nothing. @throws ClusterError NotFound, Conflict */
  update<T extends KubernetesObject>(object: T): T;
  /** Replaces `status` alone; the generation stays. */
  updateStatus<T extends KubernetesObject>(object: T): T;
  /** Removes the object at once. Graceful deletion is the kubelet's and garbage collector's business. */
  remove(type: ResourceType, namespace: string | undefined, name: string): KubernetesObject | undefined;
  subscribe(type: ResourceType | 'all', listener: (change: StoreChange) => void): Cancel;
}

/** Writes core/v1 Events with the aggregation and spam filter of client-go's recorder. */
export interface EventRecorder {
  record(about: KubernetesObject, type: 'Normal' | 'Warning', reason: string, message: string, component: string): void;
}

/** The running program of one container. */
export interface ContainerProcess {
  /** Cumulative CPU seconds used until now. */
  cpuSeconds(): number;
  /** Working set in bytes. */
  memoryBytes(): number;
  /** Cumulative CFS bandwidth statistics: periods in which the container was runnable, those throttled, seconds throttled. */
  cfs(): { readonly periods: number; readonly throttledPeriods: number; readonly throttledSeconds: number };
  /** Whether a readiness probe would succeed now. */
  ready(): boolean;
  /** Whether its ports answer, which liveness and startup probes ask. Absent: as soon as it runs. */
  listening?(): boolean;
  /** SIGTERM: finish what is at hand, then call `exited`. */
  terminate(exited: (exitCode: number) => void): void;
  /** SIGKILL, or the node is gone: nothing more happens. */
  kill(): void;
}

export interface ProcessHost {
  /** The program ended by itself (Jobs complete this way). */
  readonly exited: (exitCode: number, reason?: string) => void;
  /** A line on standard output, kept for `kubectl logs`. */
  readonly log: (line: string) => void;
  /** The probe result may have changed. */
  readonly readinessChanged: () => void;
}

/** Starts the program of a container; undefined when this factory does not know the container. */
export type ProcessFactory = (pod: Pod, container: Container, host: ProcessHost) => ContainerProcess | undefined;

export interface PodMetricSample {
  readonly pod: string;
  /** Quantity. */
  readonly value: string;
  readonly timestamp: string;
  readonly windowSeconds?: number;
}

/** Answers one query of the custom or external metrics API. Throws an Error with the adapter's text when it cannot. */
export interface MetricProviders {
  /**
   * `custom.metrics.k8s.io`, values of pods. The first provider that knows the metric answers; undefined: not known. `names` are the metrics
   * clients discover.
   */
  addPodsMetric(
    provider: (namespace: string, metric: string, selector: LabelSelector) => readonly PodMetricSample[] | undefined,
    names?: readonly string[],
  ): void;
  /** `external.metrics.k8s.io`. */
  addExternalMetric(
    provider: (
      namespace: string,
      metric: string,
      selector: LabelSelector,
    ) => readonly { readonly value: string; readonly timestamp: string }[] | undefined,
  ): void;
  podsMetric(namespace: string, metric: string, selector: LabelSelector): readonly PodMetricSample[];
  externalMetric(
    namespace: string,
    metric: string,
    selector: LabelSelector,
  ): readonly { readonly value: string; readonly timestamp: string }[];
}

/** HTTP faces of programs inside the cluster, reached through the service proxy. */
export interface ServiceFaces {
  /** `handle` gets path and query and returns what would be the JSON body; it throws ClusterError for other statuses. */
  add(
    service: { readonly namespace: string; readonly name: string; readonly port: number },
    handle: (url: URL) => unknown,
  ): void;
  call(service: { readonly namespace: string; readonly name: string; readonly port: number }, path: string): unknown;
}

/** What happened to the running container of a pod, for models that need to follow it (custom metrics, broker). */
export interface RunningContainer {
  readonly pod: Pod;
  readonly container: Container;
  readonly process: ContainerProcess;
  readonly startedAt: EpochMs;
}

export interface World {
  readonly clock: Clock;
  readonly store: ObjectStore;
  readonly events: EventRecorder;
  readonly random: Random;
  readonly profile: ControllerProfile;
  readonly metrics: MetricProviders;
  readonly services: ServiceFaces;
  /** What a Prometheus would scrape. */
  readonly exporters: Exporters;
  /** Factories are asked in the order they were added; a container nobody knows idles. */
  addProcessFactory(factory: ProcessFactory): void;
  /** Containers running now. */
  runningContainers(namespace: string): readonly RunningContainer[];
  /** Validating admission: throw ClusterError to refuse a create or update that comes through the API (not controllers' status writes). */
  addAdmission(check: (object: KubernetesObject, previous: KubernetesObject | undefined) => void): void;
  /** Mutating admission of new pods, whoever creates them. It must not refuse: return the pod, changed or not. */
  addPodMutation(mutation: (pod: Pod) => Pod): void;
  /** What the resource metrics API shows of those of the pods it has samples of. */
  podUsage(pods: readonly Pod[]): readonly PodUsage[];
  /** Deletes a pod as its eviction subresource does. @throws ClusterError 404 NotFound, 429 TooManyRequests when a PodDisruptionBudget forbids it */
  evict(pod: { readonly namespace: string; readonly name: string }): void;
}

/** A controller or program of the cluster. `start` subscribes and schedules; everything it does later happens on the world's clock. */
export interface Component {
  start(world: World): void;
}
