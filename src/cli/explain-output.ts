import { explainDecision } from '../autoscaling/decision/from-decision.ts';
import { explanationText } from '../autoscaling/decision/text.ts';
import type { HpaDecision } from '../autoscaling/hpa/contract.ts';
import type { HorizontalPodAutoscaler } from '../autoscaling/objects.ts';
import type { Output } from './rehearse.ts';

/** Where explanations go, and what could not be explained. The process is one. */
export interface ExplainOutput {
  readonly stdout: Output;
  readonly stderr: Output;
}

/** A decision and the HPA it is about. */
export interface Explained {
  readonly hpa: HorizontalPodAutoscaler;
  readonly decision: HpaDecision;
}

/** Decisions for people, one after the other. */
export function explainedText(explained: readonly Explained[]): string {
  return explained.map(({ hpa, decision }) => `${explanationText(explainDecision(hpa, decision))}\n`).join('\n');
}
