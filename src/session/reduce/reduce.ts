import { epochMs } from '../../autoscaling/units.ts';
import type { Observation } from '../observation.ts';
import type { SessionState } from '../state.ts';
import { decisionMade } from './decisions.ts';
import { directorMoved } from './director-moved.ts';
import { Draft } from './draft.ts';
import { passDecided } from './hpa-passes.ts';
import { actionLogged, loadChanged, modeChanged } from './log.ts';
import { objectDeleted, objectUpserted } from './objects.ts';
import { sampleTaken, seriesDeclared } from './samples.ts';
import { healthChanged, heardFrom } from './sources.ts';

/**
 * Folds a batch of observations, in their order, into the state. Pure and total: an observation of a kind this version does not know
 * (from a recording of a later one) changes nothing but the time.
 */
export function reduce(state: SessionState, observations: readonly Observation[]): SessionState {
  if (observations.length === 0) return state;
  const draft = new Draft(state);
  for (const observation of observations) {
    draft.state.now = epochMs(Math.max(draft.state.now, observation.at));
    heardFrom(draft, observation.source, observation.at);
    fold(draft, observation);
  }
  return draft.state;
}

function fold(draft: Draft, observation: Observation): void {
  const { at } = observation;
  switch (observation.kind) {
    case 'objectUpserted':
      objectUpserted(draft, observation.object, at);
      break;
    case 'objectDeleted':
      objectDeleted(draft, observation.object, at);
      break;
    case 'decisionMade':
      decisionMade(draft, observation.hpa.uid, at, observation.decision);
      passDecided(draft, observation.hpa, observation.decision);
      break;
    case 'seriesDeclared':
      seriesDeclared(draft, observation.series);
      break;
    case 'sample':
      sampleTaken(draft, observation.series, at, observation.value, observation.parts);
      break;
    case 'sourceHealth':
      healthChanged(draft, observation.source, observation.health);
      break;
    case 'modeChanged':
      modeChanged(draft, observation.mode, observation.phase, at);
      break;
    case 'loadChanged':
      loadChanged(draft, observation.load, at);
      break;
    case 'actionLogged':
      actionLogged(draft, observation.action, at);
      break;
    case 'director':
      directorMoved(draft, observation.position, at);
      break;
    default:
      observation satisfies never;
  }
}
