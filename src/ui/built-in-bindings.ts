import type { KeyName } from './cockpit/key-names.ts';
import type { Binding, Command, KeyGroup } from './keymap.ts';

/** A line of the table for one key, which is also how it is written. */
export function binding(
  group: KeyGroup,
  key: KeyName,
  hints: string | Binding['hints'],
  help: string,
  command: Command,
): Binding {
  return { keys: [key], shown: key, group, hints: typeof hints === 'string' ? [hints] : hints, help, command };
}

type Own = readonly [
  name: string,
  key: KeyName,
  hints: string | Binding['hints'],
  help: string,
  command: Command,
  more?: Partial<Binding>,
];

function table(group: KeyGroup, rows: readonly Own[]): readonly Binding[] {
  return rows.map(([name, key, hints, help, command, more]) => ({
    ...binding(group, key, hints, help, command),
    name,
    ...more,
  }));
}

/** The keys of the talk, which need a scenario with acts. */
const talk = table('Talk', [
  ['nextCue', 'space', 'next', 'next cue of the act', { type: 'session', action: { type: 'nextCue' } }, { rank: 3 }],
  ['previousCue', 'backspace', 'previous', 'previous cue', { type: 'session', action: { type: 'previousCue' } }],
  ['goTo', 'g', 'go to', 'go to an act, or skip the next cue', { type: 'goTo' }],
  [
    'autopilot',
    'a',
    'autopilot',
    'autopilot: the acts play by themselves',
    { type: 'session', action: { type: 'toggleAutopilot' } },
    { rank: 7 },
  ],
  ['reset', 'r', 'reset', 'reset to the baseline', { type: 'session', action: { type: 'reset' } }, { rank: 6 }],
]);

const look = table('Look', [
  ['focusNext', 'tab', 'focus', 'focus the next pane', { type: 'focus', by: 1 }, { rank: 9 }],
  ['focusPrevious', 'shift+tab', 'focus', 'focus the previous pane', { type: 'focus', by: -1 }],
  ['zoom', 'z', 'zoom', 'zoom the focused pane, and back', { type: 'zoom' }, { rank: 8 }],
  ['details', 'return', 'details', 'JSON behind the focused pane, and back', { type: 'details' }, { shown: 'enter' }],
  ['filter', '/', 'filter', 'filter the list of the focused pane', { type: 'filter' }, { rank: 14 }],
  ['nextLayout', 'L', 'layout', 'next layout', { type: 'nextLayout' }, { rank: 10 }],
  ['freeze', 'p', 'freeze', 'freeze the picture; the run goes on', { type: 'freeze' }, { rank: 11 }],
  [
    'longerWindow',
    '+',
    'window',
    'longer stretch of time in charts',
    { type: 'window', direction: 1 },
    // The same key without Shift.
    { keys: ['+', '='] },
  ],
  ['shorterWindow', '-', 'window', 'shorter stretch of time in charts', { type: 'window', direction: -1 }],
  ['scrollUp', 'up', 'scroll', 'scroll up', { type: 'scroll', by: 'line', direction: -1 }],
  ['scrollDown', 'down', 'scroll', 'scroll down', { type: 'scroll', by: 'line', direction: 1 }],
  ['pageUp', 'pageUp', 'scroll', 'scroll up a page', { type: 'scroll', by: 'page', direction: -1 }],
  ['pageDown', 'pageDown', 'scroll', 'scroll down a page', { type: 'scroll', by: 'page', direction: 1 }],
  ['firstRow', 'home', 'scroll', 'to the first row', { type: 'scroll', by: 'all', direction: -1 }],
  ['lastRow', 'end', 'scroll', 'to the last row', { type: 'scroll', by: 'all', direction: 1 }],
  ['previousMetric', 'left', 'step', 'previous metric', { type: 'step', by: -1 }],
  ['nextMetric', 'right', 'step', 'next metric', { type: 'step', by: 1 }],
  ['snapshot', 's', 'snapshot', 'keep this picture, with its data', { type: 'snapshot' }, { rank: 13 }],
  ['record', 'R', 'record', 'record the screen, and stop', { type: 'record' }],
  ['redraw', 'ctrl+l', 'redraw', 'draw the screen anew', { type: 'redraw' }],
]);

const program = table('Program', [
  ['help', '?', ['help', 'help', ''], 'this help', { type: 'help' }, { rank: 0 }],
  ['back', 'escape', 'back', 'back out, cancel what waits; never quits', { type: 'back' }],
  ['pointKubectl', 'K', 'kubectl', 'how to point kubectl at this cluster', { type: 'pointKubectl' }, { rank: 12 }],
  ['failOver', 'F', 'fail-over', 'carry on without the cluster, and back', { type: 'failOver' }],
  ['takeOver', 'T', 'take over', 'take over from another cockpit', { type: 'takeOver' }],
  ['suspend', 'ctrl+z', 'suspend', 'back to the shell; fg returns', { type: 'suspend' }],
  ['quit', 'q', ['quit', 'quit', ''], 'quit; asks while a run is live', { type: 'quit' }, { rank: 5 }],
]);

/** Ink ends the program on Ctrl-C before any key reaches the cockpit, so that it works whatever the cockpit is doing. */
const interrupt: Binding = { ...binding('Program', 'ctrl+c', 'quit', 'quit at once', { type: 'quit' }), keys: [] };

/** Harmony's own keys, in the order of the help, where nobody has moved them. */
export const builtInBindings: readonly Binding[] = [...talk, ...look, ...program, interrupt];
