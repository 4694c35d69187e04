import type { Explanation } from '../../autoscaling/decision/explanation.ts';
import { explainDecision } from '../../autoscaling/decision/from-decision.ts';
import { explainFromObjects } from '../../autoscaling/decision/from-objects.ts';
import type { Seen, SeenRescale } from '../../autoscaling/decision/seen.ts';
import type { HorizontalPodAutoscaler } from '../../autoscaling/objects.ts';
import type { SessionState } from '../state.ts';
import { remembered } from './remembered.ts';

/**
 * Why each HPA of the namespace has the count it has, in the order of names: from the controller's decision where it tells, else put
 * together from what objects and Events show.
 */
export const explanations: (state: SessionState) => readonly Explanation[] = remembered(
  (state) => [
    state.hpas,
    state.decisions,
    // Only what is put together depends on these and on the time, which passes in seconds here.
    ...(allDecided(state) ? [] : [state.events, state.replicaPaths, Math.floor(state.now / 1000)]),
  ],
  (state) =>
    [...state.hpas]
      .map(([uid, hpa]) => {
        const told = state.decisions.get(uid);
        return told ? explainDecision(hpa, told.decision) : explainFromObjects(objectFacts(state, hpa));
      })
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
);

function allDecided({ hpas, decisions }: SessionState): boolean {
  return [...hpas.keys()].every((uid) => decisions.has(uid));
}

function objectFacts(state: SessionState, hpa: HorizontalPodAutoscaler): Parameters<typeof explainFromObjects>[0] {
  const events = [...state.events.values()].filter(({ involvedObject }) => involvedObject.name === hpa.metadata.name);
  return { now: state.now, hpa, events, seen: seenOf(state, hpa) };
}

/** What the run has watched of an HPA. */
function seenOf({ replicaPaths }: SessionState, { metadata, spec }: HorizontalPodAutoscaler): Seen {
  const path = replicaPaths.get(spec.scaleTargetRef.name) ?? [];
  const rescales = path.flatMap(({ at, replicas, autoscaler }, index): readonly SeenRescale[] => {
    const before = path[index - 1];
    return before && autoscaler === metadata.name ? [{ at, from: before.replicas, to: replicas }] : [];
  });
  return { counts: [], rescales };
}
