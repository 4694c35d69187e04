import type { ActionContext } from './actions/context.ts';
import { flipMode } from './actions/flip-mode.ts';
import { reset } from './actions/reset.ts';
import { scaleWorkload } from './actions/scale-workload.ts';
import type { Director } from './director/director.ts';
import type { Loads } from './loads/loads.ts';
import type { Action, ActionOutcome } from './session.ts';

/** What carries an action out. */
export interface Performers {
  readonly context: ActionContext;
  readonly loads: Loads;
  readonly director: Director;
  readonly restore: () => Promise<void>;
}

/** Carries an action out. Rejects with what stood in the way. */
export async function perform(performers: Performers, action: Action): Promise<ActionOutcome> {
  const { context, loads, director } = performers;
  const { modes, loads: all } = context.scenario;
  switch (action.type) {
    case 'flipMode':
      await flipMode(context, known(modes, action.mode));
      return { ok: true };
    case 'startLoad': {
      const load = known(all, action.load);
      if (loads.isRunning(load)) return { ok: false, reason: `load ${load.id} is still running` };
      await loads.start(load);
      return { ok: true };
    }
    case 'reset':
      await loads.stopLocal();
      await reset(context);
      return { ok: true };
    case 'scale':
      await scaleWorkload(context, action.replicas);
      return { ok: true };
    case 'restore':
      await performers.restore();
      return { ok: true };
    case 'nextCue':
      return director.next();
    case 'skipCue':
      return director.skip();
    case 'goToAct':
      return director.goTo(action.act);
    case 'previousCue':
      director.previous();
      return { ok: true };
    case 'toggleAutopilot':
      director.toggleAutopilot();
      return { ok: true };
  }
}

function known<T extends { readonly id: string }>(list: readonly T[], id: string): T {
  const found = list.find((each) => each.id === id);
  if (!found) throw new Error(`the scenario has nothing called ${id}`);
  return found;
}
