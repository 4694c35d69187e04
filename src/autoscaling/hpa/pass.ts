import type { MetricStatus } from '../objects.ts';
import { formatTime } from '../units.ts';
import { Conditions } from './conditions.ts';
import type {
  DecisionStep,
  HpaDecision,
  HpaEvaluation,
  HpaHistory,
  MetricDecision,
  Recommendation,
  ScaleEvent,
  StepName,
} from './contract.ts';
import { type CompleteSpec, withDefaults } from './defaults.ts';
import { changedStatus } from './status.ts';

type HpaEvent = HpaDecision['events'][number];

/** How a pass ends. */
export interface Outcome {
  /** spec.replicas as read at the start; null when the scale could not be read: the status then keeps its counts. */
  readonly current: number | null;
  readonly desired: number;
  readonly currentMetrics: readonly MetricStatus[] | null;
  readonly rescaled: boolean;
  readonly limitedBy: StepName | null;
  readonly error?: string | undefined;
}

/** What one pass gathers on its way: conditions, events, steps, and the controller's logs. */
export class Pass {
  readonly evaluation: HpaEvaluation;
  readonly spec: CompleteSpec;
  readonly namespace: string;
  readonly conditions: Conditions;
  readonly steps: DecisionStep[] = [];
  metrics: readonly MetricDecision[] = [];
  recommendations: readonly Recommendation[] | undefined;
  scaleUpEvents: readonly ScaleEvent[];
  scaleDownEvents: readonly ScaleEvent[];
  registeredSelector: string | undefined;
  readonly #events: HpaEvent[] = [];

  constructor(evaluation: HpaEvaluation) {
    const { hpa, history, now } = evaluation;
    this.evaluation = evaluation;
    this.spec = withDefaults(hpa);
    this.namespace = hpa.metadata.namespace ?? 'default';
    this.conditions = new Conditions(hpa.status?.conditions ?? [], now);
    this.recommendations = history?.recommendations;
    this.scaleUpEvents = history?.scaleUpEvents ?? [];
    this.scaleDownEvents = history?.scaleDownEvents ?? [];
  }

  /** The target in the controller's errors. */
  get reference(): string {
    const { kind, name } = this.spec.scaleTargetRef;
    return `${kind}/${this.namespace}/${name}`;
  }

  /** The count the status asked for before this pass; what it keeps when the pass fails. */
  get desiredBefore(): number {
    return this.evaluation.hpa.status?.desiredReplicas ?? 0;
  }

  record(type: HpaEvent['type'], reason: string, message: string): void {
    this.#events.push({ type, reason, message });
  }

  /** The whole pass as data. */
  end({ current, desired, currentMetrics, rescaled, limitedBy, error }: Outcome): HpaDecision {
    const { now, hpa } = this.evaluation;
    const before = hpa.status;
    const status = changedStatus(before, {
      currentReplicas: current ?? before?.currentReplicas ?? 0,
      desiredReplicas: desired,
      currentMetrics,
      conditions: this.conditions.list,
      lastScaleTime: rescaled ? formatTime(now) : (before?.lastScaleTime ?? undefined),
    });
    return {
      at: now,
      current,
      desired,
      limitedBy,
      metrics: this.metrics,
      steps: this.steps,
      conditions: this.conditions.list,
      events: this.#events,
      status,
      history: this.#history(),
      ...(this.registeredSelector !== undefined && { registeredSelector: this.registeredSelector }),
      ...(error !== undefined && { error }),
    };
  }

  #history(): HpaHistory {
    const { recommendations, scaleUpEvents, scaleDownEvents } = this;
    return { ...(recommendations && { recommendations }), scaleUpEvents, scaleDownEvents };
  }
}
