import type { Scenario } from '../scenario/model.ts';
import type { Action } from '../session/session.ts';
import type { KeyName } from './cockpit/key-names.ts';

/** What a key makes the cockpit do. */
export type Command =
  | { readonly type: 'session'; readonly action: Action }
  | { readonly type: 'focus'; readonly by: 1 | -1 }
  | { readonly type: 'scroll'; readonly by: 'line' | 'page' | 'all'; readonly direction: 1 | -1 }
  | { readonly type: 'step'; readonly by: 1 | -1 }
  | { readonly type: 'window'; readonly direction: 1 | -1 }
  | { readonly type: 'playback'; readonly step: PlaybackStep }
  | { readonly type: 'zoom' | 'help' | 'back' | 'nextLayout' | 'freeze' | 'snapshot' | 'record' | 'redraw' | 'quit' }
  | { readonly type: 'pointKubectl' | 'takeOver' | 'goTo' };

/** How the time of a replay is moved. */
export type PlaybackStep =
  | { readonly type: 'pause' }
  | { readonly type: 'skip'; readonly bySeconds: number }
  | { readonly type: 'speed' | 'mark'; readonly by: 1 | -1 };

export type KeyGroup = 'Replay' | 'Modes' | 'Loads' | 'Talk' | 'Look' | 'Program';

/** One line of the table of keys: what the handler, the footer and the help are made of. */
export interface Binding {
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

/** All keys that do something: Harmony's own and those the scenario gives to its modes and loads. */
export function bindingsFor(scenario: Scenario | undefined): readonly Binding[] {
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
  return [...modes, ...loads, ...builtIn.map((each) => offered(each, scenario))];
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

function binding(
  group: KeyGroup,
  key: KeyName,
  hints: string | Binding['hints'],
  help: string,
  command: Command,
): Binding {
  return { keys: [key], shown: key, group, hints: typeof hints === 'string' ? [hints] : hints, help, command };
}

const builtIn: readonly Binding[] = [
  {
    ...binding('Talk', 'space', 'next', 'next cue of the act', { type: 'session', action: { type: 'nextCue' } }),
    rank: 3,
  },
  binding('Talk', 'backspace', 'previous', 'previous cue', { type: 'session', action: { type: 'previousCue' } }),
  binding('Talk', 'g', 'go to', 'go to an act, or skip the next cue', { type: 'goTo' }),
  {
    ...binding('Talk', 'a', 'autopilot', 'autopilot: the acts play by themselves', {
      type: 'session',
      action: { type: 'toggleAutopilot' },
    }),
    rank: 7,
  },
  {
    ...binding('Talk', 'r', 'reset', 'reset to the baseline', { type: 'session', action: { type: 'reset' } }),
    rank: 6,
  },
  { ...binding('Look', 'tab', 'focus', 'focus the next pane', { type: 'focus', by: 1 }), rank: 9 },
  binding('Look', 'shift+tab', 'focus', 'focus the previous pane', { type: 'focus', by: -1 }),
  { ...binding('Look', 'z', 'zoom', 'zoom the focused pane, and back', { type: 'zoom' }), rank: 8 },
  { ...binding('Look', 'L', 'layout', 'next layout', { type: 'nextLayout' }), rank: 10 },
  { ...binding('Look', 'p', 'freeze', 'freeze the picture; the run goes on', { type: 'freeze' }), rank: 11 },
  {
    ...binding('Look', '+', 'window', 'longer stretch of time in charts', { type: 'window', direction: 1 }),
    keys: ['+', '='],
  },
  binding('Look', '-', 'window', 'shorter stretch of time in charts', { type: 'window', direction: -1 }),
  binding('Look', 'up', 'scroll', 'scroll up', { type: 'scroll', by: 'line', direction: -1 }),
  binding('Look', 'down', 'scroll', 'scroll down', { type: 'scroll', by: 'line', direction: 1 }),
  binding('Look', 'pageUp', 'scroll', 'scroll up a page', { type: 'scroll', by: 'page', direction: -1 }),
  binding('Look', 'pageDown', 'scroll', 'scroll down a page', { type: 'scroll', by: 'page', direction: 1 }),
  binding('Look', 'home', 'scroll', 'to the first row', { type: 'scroll', by: 'all', direction: -1 }),
  binding('Look', 'end', 'scroll', 'to the last row', { type: 'scroll', by: 'all', direction: 1 }),
  binding('Look', 'left', 'step', 'previous metric', { type: 'step', by: -1 }),
  binding('Look', 'right', 'step', 'next metric', { type: 'step', by: 1 }),
  {
    ...binding('Look', 's', 'snapshot', 'keep this picture, with its data', {
      type: 'snapshot',
    }),
    rank: 13,
  },
  binding('Look', 'R', 'record', 'record the screen, and stop', { type: 'record' }),
  binding('Look', 'ctrl+l', 'redraw', 'draw the screen anew', { type: 'redraw' }),
  { ...binding('Program', '?', ['help', 'help', ''], 'this help', { type: 'help' }), rank: 0 },
  binding('Program', 'escape', 'back', 'back out, cancel what waits; never quits', { type: 'back' }),
  {
    ...binding('Program', 'K', 'kubectl', 'how to point kubectl at this cluster', { type: 'pointKubectl' }),
    rank: 12,
  },
  binding('Program', 'T', 'take over', 'take over from another cockpit', { type: 'takeOver' }),
  { ...binding('Program', 'q', ['quit', 'quit', ''], 'quit; asks while a run is live', { type: 'quit' }), rank: 5 },
  // Ink ends the program on Ctrl-C before any key reaches the cockpit, so that it works whatever the cockpit is doing.
  { ...binding('Program', 'ctrl+c', 'quit', 'quit at once', { type: 'quit' }), keys: [] },
];
