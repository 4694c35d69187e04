import type { KubernetesObject } from '../autoscaling/objects.ts';
import type { EpochMs } from '../autoscaling/units.ts';
import type { QueueSource } from './broker/queue-source.ts';
import type { ControllerProfile } from './world.ts';

/** What an embedded cluster is made of. The scenario format's `embedded` section has the same shape. */
export interface EmbeddedSetup {
  readonly seed: number;
  readonly profile: ControllerProfile;
  readonly startAt: EpochMs;
  /** Applied in order before the first event; namespaces are created as needed. */
  readonly objects: readonly KubernetesObject[];
  readonly model: EmbeddedModel;
  /** Where the model's JetStream queues are; absent: in the model itself. */
  readonly queueSource?: QueueSource;
}

export interface EmbeddedModel {
  readonly nodes: readonly NodeModel[];
  /** How long pulling an image takes on a node that does not have it, in seconds. */
  readonly imagePullSeconds: number;
  /** Images that no registry has, as pods name them. Any image tagged `does-not-exist` is one, too. */
  readonly unavailableImages?: readonly string[];
  readonly queues: readonly QueueModel[];
  readonly workloads: readonly WorkloadModel[];
  readonly podsMetrics: readonly PodsMetricModel[];
  readonly externalMetrics?: readonly ExternalMetricModel[];
  readonly prometheus?: PrometheusModel;
  /** Adds and removes nodes of the groups that have `minCount` and `maxCount`; absent: the nodes stay as they are. */
  readonly clusterAutoscaler?: ClusterAutoscalerModel;
}

export interface NodeModel {
  readonly name: string;
  /** At the start; 0 only where the group may grow. */
  readonly count: number;
  /** Quantities. */
  readonly cpu: string;
  readonly memory: string;
  /** Bounds of the node group for the cluster autoscaler; both or none. */
  readonly minCount?: number;
  readonly maxCount?: number;
  /** US dollars per hour of one node. */
  readonly pricePerHourUsd?: number;
  /** From the cloud's order to a node that is Ready, in seconds. Default 60. */
  readonly bootSeconds?: number;
  /** Up to so many seconds more, each node its own. Default 0. */
  readonly bootJitterSeconds?: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Flags of the cluster autoscaler that a scenario may set; the others have its defaults. */
export interface ClusterAutoscalerModel {
  readonly scanIntervalSeconds?: number;
  readonly expander?: 'least-waste' | 'price' | 'random';
  readonly scaleDownDelayAfterAddSeconds?: number;
  readonly scaleDownUnneededSeconds?: number;
  readonly scaleDownUtilizationThreshold?: number;
}

export type QueueModel = JetStreamModel | RedisListModel;

/** A list of a Redis server, pushed to with RPUSH and popped from the left. */
export interface RedisListModel {
  readonly kind: 'redis-list';
  readonly namespace: string;
  readonly service: string;
  readonly port: number;
  readonly list: string;
}

/** A JetStream stream with one pull consumer, and the monitoring service that shows it. */
export interface JetStreamModel {
  readonly kind: 'nats-jetstream';
  readonly namespace: string;
  readonly service: string;
  readonly monitoringPort: number;
  readonly account: string;
  readonly stream: string;
  readonly subject: string;
  readonly consumer: string;
  readonly ackWaitSeconds: number;
  readonly maxAckPending: number;
}

/** What the containers of a Deployment's pods do. */
export interface WorkloadModel {
  readonly namespace: string;
  readonly deployment: string;
  /** CPU the program burns between start and being able to serve, and the threads it does so with. */
  readonly startup: { readonly cpuSeconds: number; readonly threads: number };
  readonly idle: { readonly cpuMillicores: number; readonly memory: string };
  readonly worker?: QueueWorkerModel | RedisWorkerModel;
  readonly http?: HttpServerModel;
  readonly redis?: RedisServerModel;
  readonly memory?: MemoryModel;
  /** What the program counts under a name of its own, on its `/metrics`. */
  readonly counters?: readonly { readonly metric: string; readonly counts: 'acknowledged' }[];
}

/** What a program's memory does besides `idle.memory`. Above the container's limit it is killed for lack of memory. */
export interface MemoryModel {
  /** Growth from its start, in bytes per second of serving (a leak, or a cache that fills). */
  readonly growthBytesPerSecond?: number;
  /** Where that growth ends, as a quantity; absent: never. */
  readonly growthLimit?: string;
  /** What one message or request in work holds, as a quantity. Default 128Ki. */
  readonly perItem?: string;
}

/** An HTTP server behind a Service: each request burns CPU, then waits on I/O. Latency grows with what waits before it. */
export interface HttpServerModel {
  readonly service: string;
  readonly port: number;
  readonly cpuMillisPerRequest: number;
  readonly ioMillisPerRequest: { readonly median: number; readonly sigma: number };
  /** Requests a pod works on at the same time. */
  readonly concurrency: number;
  /** Requests that may wait beyond those; further ones are refused with 503. */
  readonly backlog: number;
  /** Threads the CPU part runs on. */
  readonly threads: number;
}

/** The Redis whose lists are in `queues`: what its pod burns for the commands of clients. */
export interface RedisServerModel {
  readonly service: string;
  readonly port: number;
  readonly cpuMicrosPerCommand: number;
}

/** A program that takes one job after the other from a Redis list, on `concurrency` slots: CPU first, then I/O. */
export interface RedisWorkerModel {
  readonly list: string;
  readonly concurrency: number;
  readonly cpuMillisPerMessage: number;
  readonly threads: number;
  readonly ioMillisPerMessage: { readonly median: number; readonly sigma: number };
}

/** A program that takes messages from a queue in batches, burns CPU on a whole batch, then waits on I/O for each message and acknowledges it. */
export interface QueueWorkerModel {
  readonly stream: string;
  readonly consumer: string;
  /** Largest batch of one fetch. */
  readonly batch: number;
  /** Messages a pod waits on at the same time after the CPU part. */
  readonly concurrency: number;
  readonly cpuMillisPerMessage: number;
  /** Threads the CPU part runs on: more threads use up a CFS quota sooner. */
  readonly threads: number;
  readonly ioMillisPerMessage: { readonly median: number; readonly sigma: number };
}

/** What a custom or Prometheus metric measures. Rates are averages over `windowSeconds`. */
export type Measure =
  /** CPU cores used: per pod for pods metrics, summed over the workload for Prometheus. */
  | 'cpu-rate'
  /** Messages acknowledged per CPU-second used; NaN while no CPU is used. */
  | 'productivity'
  /** Share of CFS periods that were throttled, 0..1; NaN while no period was active. */
  | 'throttled-ratio'
  /** Messages acknowledged per second. */
  | 'acked-rate'
  /** HTTP requests answered per second. */
  | 'request-rate'
  /** 95th percentile of the time to answer, in seconds. */
  | 'latency-p95'
  /** Share of HTTP requests answered with 5xx, or too late for a client that had given up, 0..1; NaN without requests. */
  | 'error-ratio';

/** What waits in the queue that the workload's worker takes from: elements of a list, messages not delivered yet. */
export type QueueMeasure = 'queue-length';

/** A metric of `external.metrics.k8s.io` over all pods of a Deployment, or about its queue. */
export interface ExternalMetricModel {
  readonly metric: string;
  readonly namespace: string;
  readonly deployment: string;
  readonly measure: Measure | QueueMeasure;
  readonly windowSeconds: number;
  /** How often the adapter's source scrapes: values change only then. */
  readonly resolutionSeconds: number;
}

/** A metric of `custom.metrics.k8s.io` per pod of a Deployment. */
export interface PodsMetricModel {
  readonly metric: string;
  readonly namespace: string;
  readonly deployment: string;
  readonly measure: Measure;
  readonly windowSeconds: number;
  /** How often the adapter's source scrapes: values change only then. */
  readonly resolutionSeconds: number;
}

/** The queries a Prometheus in the cluster can answer: exact PromQL text to what it measures over a workload. */
export interface PrometheusModel {
  readonly namespace: string;
  readonly service: string;
  readonly port: number;
  readonly scrapeSeconds: number;
  readonly queries: readonly {
    readonly query: string;
    readonly measure: Measure | QueueMeasure;
    readonly namespace: string;
    readonly deployment: string;
    readonly windowSeconds: number;
  }[];
}
