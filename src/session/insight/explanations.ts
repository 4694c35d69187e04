import type { Explanation } from '../../autoscaling/decision/explanation.ts';
import { explainDecision } from '../../autoscaling/decision/from-decision.ts';
import { explainFromObjects } from '../../autoscaling/decision/from-objects.ts';
import type { HorizontalPodAutoscaler } from '../../autoscaling/objects.ts';
import { QuantityError } from '../../autoscaling/quantity/quantity.ts';
import type { SessionState } from '../state.ts';
import { objectFacts } from './object-facts.ts';
import { remembered } from './remembered.ts';

/**
 * Why each HPA of the namespace has the count it has, in the order of names: from the controller's decision where it tells, else put
 * together from what objects and Events show. An HPA with a quantity that is none, which no API server lets in, is left out.
 */
export const explanations: (state: SessionState) => readonly Explanation[] = remembered(
  (state) => [
    state.hpas,
    state.decisions,
    // Only what is put together depends on these and on the time, which passes in seconds here.
    ...(allDecided(state) ? [] : [state.events, state.replicaPaths, state.hpaCounts, Math.floor(state.now / 1000)]),
  ],
  (state) =>
    [...state.hpas]
      .flatMap(([key, hpa]) => explain(state, key, hpa) ?? [])
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
);

function allDecided({ hpas, decisions }: SessionState): boolean {
  return [...hpas.keys()].every((key) => decisions.has(key));
}

function explain(state: SessionState, key: string, hpa: HorizontalPodAutoscaler): Explanation | undefined {
  const told = state.decisions.get(key);
  try {
    return told ? explainDecision(hpa, told.decision) : explainFromObjects(objectFacts(state, key, hpa));
  } catch (error) {
    if (error instanceof QuantityError) return undefined;
    throw error;
  }
}
