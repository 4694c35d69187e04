import type { HpaDecision } from '../../autoscaling/hpa/contract.ts';
import type { EpochMs } from '../../autoscaling/units.ts';
import { bounds } from './bounds.ts';
import type { Draft } from './draft.ts';

/** Keeps the latest pass over each HPA. */
export function decisionMade(draft: Draft, uid: string, at: EpochMs, decision: HpaDecision): void {
  const { state } = draft;
  state.decisions = draft.putNewest(state.decisions, uid, { at, decision }, bounds.decisions);
}
