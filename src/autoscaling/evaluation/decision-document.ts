import type { DecisionStep, HpaDecision, HpaHistory, MetricDecision, ScaleEvent } from '../hpa/contract.ts';
import type { EpochMs } from '../units.ts';
import { present } from './present-fields.ts';

/** A decision as `harmony explain --json` prints it: times are RFC 3339, quantities are text, history is in the form of the input. */
export function decisionDocument(decision: HpaDecision) {
  const { current, desired, limitedBy, conditions, events, status } = decision;
  return {
    current,
    desired,
    limitedBy,
    metrics: decision.metrics.map(metricDocument),
    steps: decision.steps.map(stepDocument),
    conditions,
    events,
    status,
    history: historyDocument(decision.history),
  };
}

export type DecisionDocument = ReturnType<typeof decisionDocument>;

/** A history as an evaluation document has it. */
export function historyDocument({ recommendations, scaleUpEvents, scaleDownEvents }: HpaHistory) {
  return present({
    recommendations: recommendations?.map(({ at, replicas }) => ({ at: timeText(at), replicas })),
    scaleUpEvents: scaleUpEvents.map(eventDocument),
    scaleDownEvents: scaleDownEvents.map(eventDocument),
  });
}

/** RFC 3339 to the millisecond where there is a fraction: what goes out must come in again as it was. */
export function timeText(at: EpochMs): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

function metricDocument({ name, type, usage, utilization, ratio, proposed, counted, error }: MetricDecision) {
  return present({ name, type, usage, utilization, ratio: ratio ?? undefined, proposed, counted, error });
}

function stepDocument({ step, from, to, because, until }: DecisionStep) {
  return present({ step, from, to, because, until: until === undefined ? undefined : timeText(until) });
}

function eventDocument({ at, change, outdated }: ScaleEvent) {
  return present({ at: timeText(at), change, outdated });
}
