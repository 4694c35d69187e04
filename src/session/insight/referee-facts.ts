import type { RefereeFacts, Refusal } from '../../autoscaling/referee/facts.ts';
import type { VerticalPodAutoscaler } from '../../autoscaling/vpa/objects.ts';
import type { SessionState } from '../state.ts';
import { explanations } from './explanations.ts';
import { remembered } from './remembered.ts';

/** What the referee may know of a run: its objects, what was seen of them, and what admission turned down. */
export const refereeFacts = remembered<SessionState, RefereeFacts>(
  (state) => [
    state.hpas,
    state.scaledObjects,
    state.others,
    state.deployments,
    state.pods,
    state.events,
    state.replicaPaths,
    state.actions,
    explanations(state),
    // What the referee says of ages and deadlines is good to a second.
    Math.floor(state.now / 1000),
  ],
  (state) => ({
    now: state.now,
    namespace: state.target.namespace,
    hpas: [...state.hpas.values()],
    scaledObjects: [...state.scaledObjects.values()],
    vpas: [...state.others.values()].filter((object): object is VerticalPodAutoscaler => object.kind === vpaKind),
    workloads: [...state.deployments.values()],
    pods: [...state.pods.values()],
    events: [...state.events.values()],
    replicaPaths: state.replicaPaths,
    explanations: new Map(explanations(state).map((explanation) => [explanation.name, explanation])),
    refusals: state.actions.flatMap(refusalOf),
  }),
);

const vpaKind = 'VerticalPodAutoscaler';

/** An action that failed because an admission webhook said no. */
function refusalOf({ at, state, message }: SessionState['actions'][number]): readonly Refusal[] {
  return state === 'failed' && message?.includes('admission webhook') ? [{ at, message }] : [];
}
