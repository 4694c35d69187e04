import type { Scenario } from '../../scenario/model.ts';
import { stepAfter } from '../director/script.ts';
import { loadCommand } from '../loads/load-command.ts';
import type { Action, Confirmation } from '../session.ts';
import type { SessionState } from '../state.ts';
import type { Guard } from './guard.ts';

/** Keeps what a person has agreed to: changes of one namespace of one context, for the length of a run. */
export class Consent {
  readonly #guard: Guard;
  readonly #scenario: Scenario;
  readonly #context: string;
  readonly #namespaces = new Set<string>();

  constructor(guard: Guard, scenario: Scenario, context: string) {
    this.#guard = guard;
    this.#scenario = scenario;
    this.#context = context;
  }

  /** What has to be asked before the action; undefined when it changes nothing, or may. */
  question(action: Action, state: SessionState): Confirmation | undefined {
    const { namespace } = this.#scenario.target;
    if (!this.#guard.asks || this.#namespaces.has(namespace)) return undefined;
    const change = changeBy(this.#scenario, action, state);
    if (change === undefined) return undefined;
    return {
      title: `Change context ${this.#context}?`,
      lines: [
        `context    ${this.#context}`,
        `namespace  ${namespace}`,
        `first      ${change}`,
        'Each object is kept as it was before it is changed: harmony restore puts it back. This is asked once.',
      ],
    };
  }

  give(): void {
    this.#namespaces.add(this.#scenario.target.namespace);
  }
}

/** What an action changes on the cluster, as a phrase; undefined for nothing. */
function changeBy(scenario: Scenario, action: Action, state: SessionState): string | undefined {
  switch (action.type) {
    case 'flipMode':
      return modePhrase(scenario, action.mode);
    case 'startLoad':
      return loadPhrase(scenario, action.load);
    case 'reset':
      return `the loads’ Jobs are deleted, then ${modePhrase(scenario, scenario.baseline)}`;
    case 'scale':
      return `scale ${scenario.target.workloads[0]?.name ?? 'the workload'} to ${action.replicas}`;
    case 'toggleAutopilot':
      return state.director.autopilot ? undefined : 'the autopilot plays the acts: it enters modes and starts loads';
    case 'nextCue':
    case 'skipCue':
      return changeByStep(scenario, state);
    case 'goToAct':
      return modePhrase(scenario, scenario.acts[action.act]?.mode ?? '');
    case 'previousCue':
    case 'restore':
      return undefined;
  }
}

function changeByStep(scenario: Scenario, { director }: SessionState): string | undefined {
  const step = stepAfter(scenario, director);
  if (step.to === 'end') return undefined;
  if (step.to === 'act') return modePhrase(scenario, scenario.acts[step.act]?.mode ?? '');
  const todo = scenario.acts[director.act]?.cues[step.cue]?.do;
  if (todo === undefined || 'layout' in todo || 'snapshot' in todo) return undefined;
  return 'mode' in todo ? modePhrase(scenario, todo.mode) : loadPhrase(scenario, todo.load);
}

function modePhrase({ modes }: Scenario, id: string): string {
  const mode = modes.find((each) => each.id === id);
  const files = [...new Set(mode?.apply.map(({ file }) => file))].join(', ');
  return `mode ${id}: apply ${files || 'nothing'}, and delete what other modes left`;
}

function loadPhrase({ loads }: Scenario, id: string): string {
  const load = loads.find((each) => each.id === id);
  return `load ${id}: ${load ? loadCommand(load) : 'its Job'}`;
}
