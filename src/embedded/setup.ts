import type { KubernetesObject } from '../autoscaling/objects.ts';
import type { EpochMs } from '../autoscaling/units.ts';
import type { ControllerProfile } from './world.ts';

/** What an embedded cluster is made of. The scenario format's `embedded` section has the same shape. */
export interface EmbeddedSetup {
  readonly seed: number;
  readonly profile: ControllerProfile;
  readonly startAt: EpochMs;
  /** Applied in order before the first event; namespaces are created as needed. */
  readonly objects: readonly KubernetesObject[];
  readonly model: EmbeddedModel;
}

export interface EmbeddedModel {
  readonly nodes: readonly NodeModel[];
  /** How long pulling an image takes on a node that does not have it, in seconds. */
  readonly imagePullSeconds: number;
  readonly queues: readonly JetStreamModel[];
  readonly workloads: readonly WorkloadModel[];
  readonly podsMetrics: readonly PodsMetricModel[];
  readonly prometheus?: PrometheusModel;
}

export interface NodeModel {
  readonly name: string;
  readonly count: number;
  /** Quantities. */
  readonly cpu: string;
  readonly memory: string;
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
  readonly worker?: QueueWorkerModel;
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
  | 'acked-rate';

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
    readonly measure: Measure;
    readonly namespace: string;
    readonly deployment: string;
    readonly windowSeconds: number;
  }[];
}
