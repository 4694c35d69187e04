import { explainFromObjects } from '../../autoscaling/decision/from-objects.ts';
import type { HorizontalPodAutoscaler } from '../../autoscaling/objects.ts';
import { QuantityError } from '../../autoscaling/quantity/quantity.ts';
import type { EpochMs } from '../../autoscaling/units.ts';
import { objectFacts } from '../insight/object-facts.ts';
import { bounds } from './bounds.ts';
import type { Draft } from './draft.ts';

/** Notes what an HPA asks for, which stands in for the memory of a controller that tells nothing: what it holds, and since when. */
export function countsSeen(draft: Draft, key: string, hpa: HorizontalPodAutoscaler, at: EpochMs): void {
  const { state } = draft;
  const { currentReplicas: current, desiredReplicas: desired } = hpa.status ?? {};
  if (state.decisions.has(key) || current === undefined || desired === undefined) return;
  const wants = wishOf(draft, key, hpa);
  const seen = { at, current, desired, ...(wants !== null && { wants }) };
  const before = state.hpaCounts.get(key) ?? [];
  state.hpaCounts = draft.put(state.hpaCounts, key, draft.push(before, seen, bounds.hpaCounts));
}

/** What its metrics alone want; null where they do not tell. */
function wishOf({ state }: Draft, key: string, hpa: HorizontalPodAutoscaler): number | null {
  try {
    return explainFromObjects(objectFacts(state, key, hpa)).wants;
  } catch (error) {
    if (error instanceof QuantityError) return null;
    throw error;
  }
}
