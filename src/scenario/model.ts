import type { z } from 'zod';
import type { KubernetesObject } from '../autoscaling/objects.ts';
import type { Expression } from './expression.ts';
import type { embeddedModel } from './schema/embedded.ts';

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

export interface QueueSignal extends SignalLook {
  readonly kind: 'nats-jetstream';
  readonly namespace: string;
  readonly service: string;
  readonly port: number;
  readonly account: string;
  readonly stream: string;
  readonly consumer: string;
  /** Messages per replica that the autoscaler aims at. */
  readonly lagThreshold?: number;
}

export type MetricSignal = PodsMetricSignal | ExternalMetricSignal | ResourceSignal | PrometheusSignal;

/** `custom.metrics.k8s.io`, per pod; the series is the average, its parts the pods. */
export interface PodsMetricSignal extends SignalLook {
  readonly kind: 'custom';
  readonly metric: string;
  readonly namespace: string;
  /** As in `-l`. */
  readonly podSelector: string;
}

export interface ExternalMetricSignal extends SignalLook {
  readonly kind: 'external';
  readonly metric: string;
  readonly namespace: string;
  readonly selector: string;
}

/** `metrics.k8s.io`: average usage of a resource by the pods, in cores or bytes; parts are the pods. */
export interface ResourceSignal extends SignalLook {
  readonly kind: 'resource';
  readonly resource: 'cpu' | 'memory';
  readonly namespace: string;
  readonly podSelector: string;
}

export interface PrometheusSignal extends SignalLook {
  readonly kind: 'prometheus';
  readonly namespace: string;
  readonly service: string;
  readonly port: number;
  readonly query: string;
}

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

export interface Load {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly kind: 'job';
  readonly job: ManifestObject;
  /** What the load brings in all, for progress; absent when unknown. */
  readonly messages?: number;
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

export type CueAction = { readonly mode: string } | { readonly load: string } | { readonly layout: string };

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
