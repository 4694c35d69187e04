import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { Cockpit } from '../../../src/ui/cockpit/cockpit.ts';
import type { Surroundings } from '../../../src/ui/cockpit/view.ts';
import { type Binding, bindingsFor } from '../../../src/ui/keymap.ts';
import { replayBindings } from '../../../src/ui/replay-keys.ts';
import { second } from '../support/cluster-objects.ts';
import { fakeSession } from '../support/fake-session.ts';
import { HandTimers } from '../support/hand-timers.ts';
import { conflictState } from '../support/session-states.ts';

const scenario = loadScenario('meme-generator');

type Phase = 'opening' | 'read-only' | 'replay' | 'running';

/** A cockpit without a screen: what a key does shows in its view and in what the session is asked. */
function cockpitIn(phase: Phase, surroundings: Surroundings = {}) {
  const cockpit = new Cockpit(new HandTimers());
  const base = fakeSession(conflictState());
  const playback = {
    isPaused: false,
    togglePause() {},
    skip() {},
    changeSpeed() {},
    toMark: () => undefined,
    from: second(0),
    until: second(130),
  };
  const session = phase === 'replay' ? { ...base, playback } : base;
  if (phase === 'read-only') base.refuse = 'Read-only: this run changes nothing.';
  if (phase === 'replay') base.refuse = 'A replay changes nothing.';
  if (phase === 'replay') session.refusal = () => base.refuse;
  if (phase !== 'opening') cockpit.start(session, [], surroundings);
  cockpit.place(
    phase === 'opening' ? [] : (['replicas', 'pods'] as const).map((name) => ({ id: name, name, rows: 10 })),
  );
  return { cockpit, base };
}

/** What pressing a key once has changed, as words; empty for nothing at all. */
async function effectOf(phase: Phase, binding: Binding): Promise<string> {
  const { cockpit, base } = cockpitIn(phase);
  const effects: string[] = [];
  cockpit.onQuit = () => effects.push('quit');
  cockpit.onRedraw = () => effects.push('redraw');
  cockpit.onSuspend = () => effects.push('suspend');
  const before = cockpit.getView();
  cockpit.press(binding.keys);
  await Promise.resolve();
  const { screen } = cockpit.getView();
  if (screen.toast) effects.push(screen.toast.text);
  if (screen !== before.screen) effects.push('the screen');
  if (base.dispatched.length > 0) effects.push('the session');
  cockpit.close();
  return effects.join(', ');
}

describe.each<[Phase, readonly Binding[]]>([
  ['opening', bindingsFor(undefined)],
  ['running', bindingsFor(scenario)],
  ['read-only', bindingsFor(scenario)],
  ['replay', replayBindings(scenario)],
])('%s: no key does nothing without saying why', (phase, bindings) => {
  // Esc has nothing to back out of at the start, and Ctrl-C is Ink's.
  const pressed = bindings.filter(({ keys }) => keys.length > 0 && !keys.includes('escape'));
  test.each(pressed.map((binding) => [binding.shown, binding] as const))('%s', async (_key, binding) => {
    expect(await effectOf(phase, binding)).not.toBe('');
  });
});

describe('a key that would change the cluster', () => {
  const changing = bindingsFor(scenario).filter(({ command }) => command.type === 'session');

  test.each(changing.map(({ shown, keys }) => [shown, keys] as const))('%s says that it is read-only', (_, keys) => {
    const { cockpit, base } = cockpitIn('read-only');
    cockpit.press(keys);
    expect(cockpit.getView().screen.toast?.text).toBe('Read-only: this run changes nothing.');
    expect(base.dispatched).toEqual([]);
    cockpit.close();
  });

  test.each(changing.map(({ shown, keys }) => [shown, keys] as const))('%s waits for the run', (_, keys) => {
    const cockpit = new Cockpit(new HandTimers());
    cockpit.press(keys);
    const isScenarios =
      /^[a-z0-9]$/.test(keys[0] ?? '') && bindingsFor(undefined).every((own) => own.keys[0] !== keys[0]);
    // Before a scenario is loaded nobody knows its letters.
    expect(cockpit.getView().screen.toast?.text).toBe(isScenarios ? undefined : 'The run is still being opened.');
    cockpit.close();
  });
});

test.each([
  ['z', 'There is no pane to zoom yet.'],
  ['tab', 'There is no pane to focus yet.'],
  ['L', 'The run is still being opened: there is one layout until then.'],
  ['R', 'There is no run to record yet.'],
  ['K', 'The run is still being opened.'],
  ['p', 'There is no picture yet.'],
  ['s', 'There is no picture yet.'],
  ['up', 'Nothing to scroll: focus a pane with Tab first.'],
  ['right', 'No metric is on the screen: there is none to go on from.'],
  ['ctrl+z', 'There is no shell to go back to here.'],
])('while the run is opened, %s says why it does nothing', (key, why) => {
  const { cockpit } = cockpitIn('opening');
  cockpit.press([key]);
  expect(cockpit.getView().screen.toast?.text).toBe(why);
  expect(cockpit.getView().screen.zoomed).toBe(false);
  cockpit.close();
});

test('at the end of the stretches of time, + says so', () => {
  const { cockpit } = cockpitIn('running');
  cockpit.press(Array.from({ length: 20 }, () => '+'));
  expect(cockpit.getView().screen.toast?.text).toBe('Charts show no longer stretch of time than this.');
  cockpit.close();
});
