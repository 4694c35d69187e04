import type { Mode, Scenario } from '../scenario/model.ts';
import { stepAfter } from './director/script.ts';
import type { Action } from './session.ts';
import type { SessionState } from './state.ts';

/** What decides whether an action is possible now. */
export interface Situation {
  readonly scenario: Scenario;
  readonly state: SessionState;
  /** What is being done at this moment; one thing is done at a time. */
  readonly busyWith?: Action;
  /** What is to be done after it. One action may wait, no more: nobody remembers a longer queue. */
  readonly waiting?: Action;
  /** How many objects this run has to put back. */
  readonly outstanding: number;
  /** Why a load, by its id, cannot be started on this cluster at all; undefined when it can. */
  readonly loadRefusal?: (id: string) => string | undefined;
  /** Why nothing may be changed on this cluster. */
  readonly readOnly?: string;
}

/** Why an action is not possible, as a clause for the screen; undefined when it is. */
export function refusalOf(situation: Situation, action: Action): string | undefined {
  if (action.type === 'toggleAutopilot') return autopilotRefusal(situation);
  if (action.type === 'previousCue') return pageRefusal(situation);
  if (situation.readOnly !== undefined) return situation.readOnly;
  const full = situation.waiting === undefined ? undefined : busyWith(situation.busyWith);
  return unknownRefusal(situation, action) ?? full ?? stateRefusal(situation, action);
}

/** What an action waits for before it begins, as a clause; undefined when it begins at once. */
export function waitOf(situation: Situation, action: Action): string | undefined {
  return action.type === 'toggleAutopilot' || action.type === 'previousCue' ? undefined : busyWith(situation.busyWith);
}

/** The mode that is in place. */
export function currentMode(scenario: Scenario, state: SessionState): Mode | undefined {
  const last = state.modes.at(-1);
  return last?.phase === 'applied' ? scenario.modes.find(({ id }) => id === last.mode) : undefined;
}

function unknownRefusal({ scenario }: Situation, action: Action): string | undefined {
  if (action.type === 'flipMode' && !scenario.modes.some(({ id }) => id === action.mode))
    return `this scenario has no mode ${action.mode}`;
  if (action.type === 'startLoad' && !scenario.loads.some(({ id }) => id === action.load))
    return `this scenario has no load ${action.load}`;
  if (action.type === 'scale' && scenario.target.workloads.length === 0) return 'this scenario has no workload';
  return undefined;
}

function busyWith(action: Action | undefined): string | undefined {
  switch (action?.type) {
    case undefined:
    case 'previousCue':
    case 'toggleAutopilot':
      return undefined;
    case 'flipMode':
      return `mode ${action.mode} is still being applied`;
    case 'startLoad':
      return `load ${action.load} is still being started`;
    case 'reset':
      return 'the reset is not done yet';
    case 'scale':
      return 'the workload is still being scaled';
    case 'restore':
      return 'what was there before is still being put back';
    case 'nextCue':
    case 'skipCue':
    case 'goToAct':
      return 'the last cue is still being carried out';
  }
}

function stateRefusal({ scenario, state, outstanding, loadRefusal }: Situation, action: Action): string | undefined {
  if (action.type === 'restore' && outstanding === 0) return 'this run has changed nothing that is not as it was';
  if (action.type === 'scale' && !(Number.isSafeInteger(action.replicas) && action.replicas >= 0))
    return `${action.replicas} is no number of replicas`;
  if (action.type === 'flipMode' && currentMode(scenario, state)?.id === action.mode)
    return `mode ${action.mode} is already on`;
  if (action.type === 'startLoad') {
    const load = state.loads.get(action.load)?.state;
    if (load === 'starting' || load === 'running') return `load ${action.load} is still running`;
    return loadRefusal?.(action.load);
  }
  if (action.type === 'nextCue') return talkRefusal({ scenario, state });
  if (action.type === 'skipCue') return talkRefusal({ scenario, state }) ?? skipRefusal(scenario, state);
  if (action.type === 'goToAct') return scenario.acts[action.act] ? undefined : `there is no act ${action.act + 1}`;
  return undefined;
}

function skipRefusal(scenario: Scenario, { director }: SessionState): string | undefined {
  return stepAfter(scenario, director).to === 'cue' ? undefined : 'this act has no further cue';
}

function autopilotRefusal({ scenario, state, readOnly }: Situation): string | undefined {
  return state.director.autopilot ? undefined : (readOnly ?? talkRefusal({ scenario, state }));
}

function talkRefusal({ scenario, state }: Pick<Situation, 'scenario' | 'state'>): string | undefined {
  if (scenario.acts.length === 0) return 'this scenario has no acts';
  return state.director.talkEndedAt === undefined ? undefined : 'the talk is over';
}

/** Going back turns a page within the act; the act before was another mode, which only time could bring back. */
function pageRefusal({ state: { director }, busyWith: current }: Situation): string | undefined {
  if (director.talkEndedAt !== undefined) return 'the talk is over';
  if (current && ['nextCue', 'skipCue', 'goToAct'].includes(current.type)) return busyWith(current);
  return director.cue < 0 ? 'no cue of this act has been reached yet' : undefined;
}
