import type { Explanation } from '../../autoscaling/decision/explanation.ts';
import { explanations } from '../../session/insight/explanations.ts';
import type { SessionState } from '../../session/state.ts';
import { timeOrNull } from './present.ts';

/** Every HPA of the namespace with what it wants and why, step by step, in the order of names. */
export function snapshotAutoscalers(state: SessionState) {
  return explanations(state).map(autoscaler);
}

function autoscaler({ at, lines, ...explanation }: Explanation) {
  return {
    ...explanation,
    decidedAt: timeOrNull(at),
    steps: lines.map(({ until, to, ...line }) => ({ ...line, to: to ?? null, until: timeOrNull(until) })),
  };
}
