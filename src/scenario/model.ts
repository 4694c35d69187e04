import type { z } from 'zod';
import type { KubernetesObject } from '../autoscaling/objects.ts';
import type { Expression } from './expression.ts';
import type { Load } from './load-model.ts';
import type { embeddedModel } from './schema/embedded.ts';
import type { ServerPlace } from './server-model.ts';

export type { ExecLoad, HttpLoad, JobLoad, Load, LocalLoad, NatsPublishLoad } from './load-model.ts';
export type { SecretSource, ServerAuth, ServerPlace } from './server-model.ts';

/**
 * A scenario as the rest of the program uses it: parsed, defaulted, manifests read and checked. The file format (scenario.yaml)
 * is DESIGN.md's; `load.ts` turns one into the other.
 */
export interface Scenario {
  /** Folder name, as given on the command line. */
  readonly name: string;
  /** Absolute path of scenario.yaml. */
  readonly file: string;
  readonly title: string;
  readonly target: ScenarioTarget;
  readonly signals: ScenarioSignals;
  readonly modes: readonly Mode[];
  /** Mode that `r` goes back to and that a run starts in. */
  readonly baseline: string;
  readonly loads: readonly Load[];
  readonly acts: readonly Act[];
  readonly embedded: ScenarioEmbedded;
}

export interface ScenarioTarget {
  readonly namespace: string;
  /** The first is the one the replicas pane is about. */
  readonly workloads: readonly { readonly kind: 'Deployment'; readonly name: string }[];
  /** Globs of kubeconfig contexts that may be changed. */
  readonly allowedContexts: readonly string[];
  /** How long the cluster may not answer before `F` may carry on without it. */
  readonly failOverAfterSeconds: number;
}

export interface ScenarioSignals {
  readonly queue?: QueueSignal;
  readonly metrics: readonly MetricSignal[];
  readonly throttling?: PrometheusSignal;
}

interface SignalLook {
  /** Unique; the series has this id. */
  readonly id: string;
  readonly title: string;
  /** As printed behind a value: `cores`, `messages`, `msg/CPU-s`, `%` … */
  readonly unit: string;
  /** A line drawn in the chart, in `unit`. */
  readonly target?: number;
  /** The chart's limit that must not be exceeded, in `unit`. */
  readonly sla?: number;
  readonly everySeconds: number;
}

/** What the workload takes its work from. */
export type QueueSignal = JetStreamSignal | RedisListSignal | PrometheusQueueSignal;

interface QueueLook extends SignalLook {
  /** Items per replica that the autoscaler aims at. */
  readonly lagThreshold?: number;
}

/** Lag of a JetStream consumer: by the monitoring endpoint (a service, http, https), or by the server's own protocol (nats, tls). */
export type JetStreamSignal = QueueLook &
  ServerPlace & {
    readonly kind: 'nats-jetstream';
    readonly account: string;
    readonly stream: string;
    readonly consumer: string;
  };

/** Length of a Redis list. */
export type RedisListSignal = QueueLook &
  ServerPlace & { readonly kind: 'redis-list'; readonly list: string; readonly database: number };

/** The lag as a query. */
export type PrometheusQueueSignal = QueueLook & ServerPlace & { readonly kind: 'prometheus'; readonly query: string };

export type MetricSignal = CustomMetricSignal | ExternalMetricSignal | ResourceSignal | PrometheusSignal;

/** `custom.metrics.k8s.io`. Of pods the series is the average and its parts are the pods; of another object or a namespace it is the value. */
export type CustomMetricSignal = SignalLook & {
  readonly kind: 'custom';
  readonly metric: string;
  readonly namespace: string;
  /** Of the metric's own labels, as in `-l`. */
  readonly selector?: string;
} & (
    | { readonly podSelector: string }
    | { readonly object: { readonly resource: string; readonly name: string } }
    | { readonly ofNamespace: true }
  );

export interface ExternalMetricSignal extends SignalLook {
  readonly kind: 'external';
  readonly metric: string;
  readonly namespace: string;
  readonly selector: string;
}

/** `metrics.k8s.io`: average usage of a resource by the pods, or by one of their containers, in cores or bytes; parts are the pods. */
export interface ResourceSignal extends SignalLook {
  readonly kind: 'resource';
  readonly resource: 'cpu' | 'memory';
  readonly namespace: string;
  readonly podSelector: string;
  readonly container?: string;
}

export type PrometheusSignal = SignalLook & ServerPlace & { readonly kind: 'prometheus'; readonly query: string };

export interface Mode {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly colour: 'conflict' | 'calm' | 'neutral';
  /** Objects of `apply`, in the order of the files. */
  readonly apply: readonly ManifestObject[];
  /** Objects to delete first; those of other modes that this mode does not apply are deleted too. */
  readonly delete: readonly ManifestObject[];
  /** Replicas to set on the first workload once other modes' autoscalers are gone; absent: left as they are. */
  readonly replicas?: number;
  /** Wait between the files of `apply`, for example so that two controllers do not act in the same second. */
  readonly settleSeconds: number;
}

/** An object and the file it came from, relative to the scenario's folder. */
export interface ManifestObject {
  readonly file: string;
  readonly object: KubernetesObject;
}

export interface Act {
  readonly id: string;
  readonly title: string;
  /** Planned start and end, in seconds from the start of the talk. */
  readonly fromSeconds: number;
  readonly toSeconds: number;
  /** Entered when the act begins; cues need not do it. */
  readonly mode: string;
  readonly notes: string;
  readonly cues: readonly Cue[];
  readonly expect: readonly Expectation[];
}

/** One beat: `do` happens when the cue is reached, `say` stands there, and `wait` holds the next cue back. */
export interface Cue {
  readonly say?: string;
  readonly do?: CueAction;
  /** Goes on once `until` holds and at least `minSeconds` have passed, and after `maxSeconds` in any case. Without `until` it is a pause. */
  readonly wait?: { readonly until?: Expectation; readonly minSeconds: number; readonly maxSeconds: number };
}

export type CueAction =
  | { readonly mode: string }
  | { readonly load: string }
  | { readonly layout: string }
  /** Keeps what is on the screen under this name. */
  | { readonly snapshot: string };

export interface Expectation {
  /** As written. */
  readonly text: string;
  readonly expression: Expression;
}

export interface ScenarioEmbedded {
  readonly seed: number;
  readonly profile: 'upstream' | 'gke';
  /** Objects that exist before the first mode: namespace, deployments, services. */
  readonly objects: readonly ManifestObject[];
  /** Same shape as the embedded cluster's `EmbeddedModel`. */
  readonly model: ScenarioEmbeddedModel;
}

/** Structurally the `EmbeddedModel` of `embedded/setup.ts`: rooms may not import each other, and the compiler checks that they agree where they meet. */
export type ScenarioEmbeddedModel = z.infer<typeof embeddedModel>;
