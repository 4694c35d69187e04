import type { Scenario } from '../scenario/model.ts';
import type { Action } from '../session/session.ts';
import { binding, builtInBindings } from './built-in-bindings.ts';
import type { KeyName } from './cockpit/key-names.ts';
import { type KeyChoices, rebound } from './input/rebind.ts';

/** What a key makes the cockpit do. */
export type Command =
  | { readonly type: 'session'; readonly action: Action }
  | { readonly type: 'focus'; readonly by: 1 | -1 }
  | { readonly type: 'scroll'; readonly by: 'line' | 'page' | 'all'; readonly direction: 1 | -1 }
  | { readonly type: 'step'; readonly by: 1 | -1 }
  | { readonly type: 'window'; readonly direction: 1 | -1 }
  | { readonly type: 'playback'; readonly step: PlaybackStep }
  | { readonly type: 'zoom' | 'help' | 'back' | 'nextLayout' | 'freeze' | 'snapshot' | 'record' | 'redraw' | 'quit' }
  | { readonly type: 'pointKubectl' | 'failOver' | 'takeOver' | 'goTo' | 'filter' | 'details' | 'suspend' };

/** How the time of a replay is moved. */
export type PlaybackStep =
  | { readonly type: 'pause' }
  | { readonly type: 'skip'; readonly bySeconds: number }
  | { readonly type: 'speed' | 'mark'; readonly by: 1 | -1 };

export type KeyGroup = 'Replay' | 'Modes' | 'Loads' | 'Talk' | 'Look' | 'Program';

/** One line of the table of keys: what the handler, the footer and the help are made of. */
export interface Binding {
  /** What the config file calls it; absent for keys that only a scenario gives. */
  readonly name?: string;
  readonly keys: readonly KeyName[];
  /** As the footer and the help write the key. */
  readonly shown: string;
  readonly group: KeyGroup;
  /** In the footer, longest first: a narrower terminal takes the next one. An empty hint leaves the key alone. */
  readonly hints: readonly [string, ...string[]];
  /** In the help, a sentence. */
  readonly help: string;
  /** Hints with a lower rank stay longer when the footer gets narrow; without one the key is in the help only. */
  readonly rank?: number;
  readonly command: Command;
}

/** All keys that do something: Harmony's own, where the reader wants them, and those the scenario gives to its modes and loads. */
export function bindingsFor(scenario: Scenario | undefined, chosen: KeyChoices = {}): readonly Binding[] {
  const modes = (scenario?.modes ?? []).map(
    ({ id, key, title }): Binding => ({
      ...binding('Modes', key, [title, id, firstWord(id)], `switch to: ${title}`, {
        type: 'session',
        action: { type: 'flipMode', mode: id },
      }),
      rank: 1,
    }),
  );
  const loads = (scenario?.loads ?? []).map(
    ({ id, key, title }): Binding => ({
      ...binding('Loads', key, [title, id, ''], `start ${title}`, {
        type: 'session',
        action: { type: 'startLoad', load: id },
      }),
      rank: 2,
    }),
  );
  return [...modes, ...loads, ...rebound(builtInBindings, chosen).map((each) => offered(each, scenario))];
}

/** A key of the talk stays out of the footer where there is nothing to play or to reset. It goes on saying why it does nothing. */
function offered(binding: Binding, scenario: Scenario | undefined): Binding {
  if (scenario === undefined || binding.command.type !== 'session') return binding;
  const { modes, loads, acts } = scenario;
  const hasUse = binding.command.action.type === 'reset' ? modes.length + loads.length > 0 : acts.length > 0;
  const { rank: _, ...inHelpOnly } = binding;
  return hasUse ? binding : inHelpOnly;
}

/** The command of a key; undefined for a key that does nothing. */
export function commandOf(bindings: readonly Binding[], key: KeyName): Command | undefined {
  return bindings.find(({ keys }) => keys.includes(key))?.command;
}

function firstWord(id: string): string {
  return id.split('-')[0] ?? id;
}
