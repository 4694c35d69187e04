import type { StepName } from '../hpa/contract.ts';
import type { EpochMs } from '../units.ts';

/**
 * How a line is known. `observed`: the controller or the API said so. `estimated`: computed from what can be seen, with the rules of the
 * controller. `unknown`: only the controller's memory could tell.
 */
export type Evidence = 'observed' | 'estimated' | 'unknown';

export interface ExplanationLine {
  readonly step: StepName;
  /** One sentence with the figures that decided. */
  readonly text: string;
  readonly evidence: Evidence;
  /** When what limits here ends, where that is known. */
  readonly until?: EpochMs;
  /** The count this step leaves, where that is known. */
  readonly to?: number;
}

/** One metric of the HPA, under its own name whatever the order of the status. */
export interface MetricExplanation {
  /** Unique among the metrics of one HPA: source, name, container, selector, object. */
  readonly identity: string;
  /** Short, for a pane: `cpu`, `memegenerator_pod_cpu_rate`, `s0-nats-jetstream-MEMES`. */
  readonly name: string;
  readonly type: 'Resource' | 'ContainerResource' | 'Pods' | 'Object' | 'External';
  /** As people read it next to the target: `11%`, `9m`, `6213`; null prints as `<unknown>`. */
  readonly current: string | null;
  /** `50%`, `20m (avg)`, `5 (avg)`. */
  readonly target: string;
  /** Quantity: what is shared out over the pods, for Object and External metrics with a target per pod, where it can be told. */
  readonly total?: string;
  /** Usage over target; null where not known. */
  readonly ratio: number | null;
  /** Replicas this metric alone proposes. */
  readonly proposes: number | null;
  readonly evidence: Evidence;
  readonly error?: string;
}

/** Why one HPA has the count it has: from a pass of the embedded controller, or put together from what a real cluster shows. */
export interface Explanation {
  readonly namespace: string;
  readonly name: string;
  readonly target: { readonly kind: string; readonly name: string };
  /** `keda`: generated from a ScaledObject, whose name is given. */
  readonly owner: { readonly kind: 'keda'; readonly scaledObject: string } | { readonly kind: 'manual' };
  /** When the decision was made, or the status last told. */
  readonly at: EpochMs | null;
  readonly current: number | null;
  /** What the metrics alone want, within nothing: the largest proposal. */
  readonly wants: number | null;
  readonly desired: number | null;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly limitedBy: StepName | null;
  readonly metrics: readonly MetricExplanation[];
  /** In the order of the algorithm. The last one says what came out. */
  readonly lines: readonly ExplanationLine[];
}
