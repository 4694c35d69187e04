import { afterEach, describe, expect, test, vi } from 'vitest';
import { loadLayout } from '../../../src/scenario/load-layout.ts';
import type { SessionState } from '../../../src/session/state.ts';
import { Cockpit } from '../../../src/ui/cockpit/cockpit.ts';
import type { RealTime } from '../../../src/ui/cockpit/real-time.ts';
import { second } from '../support/cluster-objects.ts';
import { type FakeSession, fakeSession } from '../support/fake-session.ts';
import { type Harness, mountCockpit } from '../support/harness.tsx';
import { conflictState, emptyState } from '../support/session-states.ts';

/** Timers that the test moves by hand. */
class HandTimers implements RealTime {
  readonly intervals = new Set<() => void>();
  readonly delays = new Set<() => void>();

  every(_intervalMs: number, callback: () => void): () => void {
    this.intervals.add(callback);
    return () => void this.intervals.delete(callback);
  }

  after(_delayMs: number, callback: () => void): () => void {
    this.delays.add(callback);
    return () => void this.delays.delete(callback);
  }
}

interface Opened {
  readonly cockpit: Cockpit;
  readonly session: FakeSession;
  readonly screen: Harness;
  readonly timers: HandTimers;
}

const opened: Opened[] = [];

function open(columns = 120, rows = 40, state: SessionState = conflictState()): Opened {
  const timers = new HandTimers();
  const cockpit = new Cockpit(timers);
  const session = fakeSession(state);
  cockpit.start(session, [loadLayout('stage'), loadLayout('four-pane'), loadLayout('sre')]);
  const screen = mountCockpit(cockpit, columns, rows);
  opened.push({ cockpit, session, screen, timers });
  return { cockpit, session, screen, timers };
}

afterEach(async () => {
  for (const { screen, cockpit } of opened.splice(0)) {
    await screen.close();
    cockpit.close();
  }
});

/** Every frame that begins must end: as many corners of each kind, and sides in pairs. */
function expectClosedFrames(rows: readonly string[]): void {
  const text = rows.join('\n');
  const corners = [/[╭┏]/g, /[╮┓]/g, /[╰┗]/g, /[╯┛]/g].map((corner) => (text.match(corner) ?? []).length);
  // Curves have the same rounded corners, so that frames are counted at their titles and bottom rows.
  expect(corners.every((count) => count >= 4)).toBe(true);
  for (const row of rows.slice(2, -2)) expect(row).toMatch(/^[╭╰│┏┗┃].*[╮╯│┓┛┃]$/);
}

describe('the screen', () => {
  test.each([
    [80, 24],
    [120, 40],
    [200, 60],
    [97, 33],
  ])('fills %ix%i in every layout, with all frames closed', async (columns, rows) => {
    const { screen } = open(columns, rows);
    for (let layout = 0; layout < 3; layout++) {
      const frame = await screen.frame();
      expect(frame.length).toBe(rows);
      expect(frame[0]).toMatch(/^ HARMONY .*EMBEDDED 1x gke/);
      expect(frame[1]).toMatch(/^ FIGHT {2}KEDA wants 10, HPA meme-backend wants 3/);
      expectClosedFrames(frame);
      expect(frame.at(-1)?.at(-1)).toBe(' ');
      await screen.type('L');
    }
  });

  test('is drawn in ASCII where the terminal knows nothing else', async () => {
    const cockpit = new Cockpit(new HandTimers());
    cockpit.start(fakeSession(conflictState()), [loadLayout('wide')]);
    const screen = mountCockpit(cockpit, 200, 60, 'none', true);
    await screen.shows('KEDA  5 ^ 10');
    expect((await screen.frame()).join('')).toMatch(/^[ -~]*$/);
    await screen.close();
    cockpit.close();
  });

  test('paints its frame before there is a run, and says so to a key that needs one', async () => {
    const cockpit = new Cockpit(new HandTimers());
    const screen = mountCockpit(cockpit, 120, 40);
    expectClosedFrames(await screen.shows('opening the cluster'));
    await screen.type('r');
    expect((await screen.frame()).join('\n')).toContain('opened');
    await screen.close();
  });

  test('draws nothing when nothing changed', async () => {
    const { screen, session } = open();
    await screen.frame();
    const write = vi.spyOn(screen.stream, 'write');
    session.set(session.store.getState());
    await screen.frame();
    // Waiting for a flush writes nothing, as an empty chunk.
    expect(write.mock.calls.filter(([chunk]) => chunk !== '')).toEqual([]);
  });

  test('lets ages step with the clock of the cluster, and not in between', async () => {
    const { screen, session, timers } = open();
    await screen.shows('15s ago');
    session.set(session.store.getState(), second(133.5));
    for (const tick of timers.intervals) tick();
    await screen.shows('18s ago');
  });

  test('says what size it needs when it is too small, and goes on when it is larger', async () => {
    const { screen } = open();
    await screen.frame();
    await screen.resize(64, 20);
    expect(await screen.shows('This terminal is 64 x 20.')).toContain(`${'  width   64  of 80  ✕'.padEnd(64)}`);
    await screen.resize(200, 60);
    expectClosedFrames(await screen.shows('FIGHT'));
  });

  test('keeps an exception inside of its pane', async () => {
    const broken = {
      get length(): number {
        throw new Error('ring buffer is on fire');
      },
    };
    const state = conflictState();
    const queue = state.series.get('queue');
    if (!queue) throw new Error('the state has a queue');
    const series = new Map([
      ...state.series,
      ['queue', { ...queue, view: { ...queue.view, ...{ at: queue.view.at } } }],
    ]);
    Object.defineProperty(series.get('queue')?.view, 'length', Object.getOwnPropertyDescriptor(broken, 'length') ?? {});
    const { screen } = open(120, 40, { ...state, series });
    const frame = await screen.shows('ring buffer is on fire');
    expectClosedFrames(frame);
    expect(frame.join('\n')).toContain('KEDA  5 ▲ 10');
  });
});

describe('keys', () => {
  test('several in one delivery are all carried out', async () => {
    const { screen, session } = open();
    await screen.type('c1 ');
    expect(session.dispatched).toEqual([
      { type: 'flipMode', mode: 'conflict' },
      { type: 'startLoad', load: 'burst-6000' },
      { type: 'nextCue' },
    ]);
  });

  test('a refused one says why, and the remark goes away', async () => {
    const { screen, session, timers } = open();
    session.refuse = 'mode conflict is already on';
    await screen.type('c');
    await screen.shows('› mode conflict is already on');
    expect(session.dispatched).toEqual([]);
    for (const end of timers.delays) end();
    await screen.shows('$ kubectl apply');
  });

  test('Tab focuses panes round and round, z zooms, Esc backs out one level at a time', async () => {
    const { screen } = open();
    await screen.type('\t');
    await screen.shows('┏━ Replicas');
    await screen.type('\t\t\t\t\t\t');
    await screen.shows('┏━ Replicas');
    await screen.type('\u001B[Z');
    await screen.shows('┏━ Why');
    await screen.type('\u001B[Z');
    await screen.shows('┏━ The lie');
    await screen.type('z');
    expect((await screen.frame()).join('\n')).not.toContain('Replicas');
    await screen.type('\u001B');
    await screen.shows('┏━ The lie');
    await screen.shows('╭─ Replicas');
    await screen.type('\u001B');
    await screen.shows('╭─ The lie');
    await screen.type('\u001B');
    await screen.shows('╭─ The lie');
  });

  test('a resize keeps the focus and the scroll of a pane, whichever place it has in the other variant', async () => {
    const { screen } = open(120, 40);
    await screen.type('LL\t\t\t');
    await screen.shows('┏━ Events');
    await screen.resize(200, 60);
    await screen.shows('┏━ Events');
    await screen.type('L');
    await screen.shows('╭─ Replicas');
  });

  test('arrows scroll the focused list within its limits', async () => {
    const { screen } = open(80, 24);
    await screen.type('L\t\t');
    await screen.shows('↓ 4 more');
    await screen.type('\u001B[B');
    await screen.shows('↑ 1 more');
    await screen.type('\u001B[F');
    await screen.shows('↑ 4 more');
    await screen.type('\u001B[A');
    await screen.shows(/↑ 3 more {3}↓ 1 more/);
  });

  test('? shows all keys, and any key goes back without doing anything else', async () => {
    const { screen, session } = open();
    await screen.type('?');
    await screen.shows('next cue of the act');
    await screen.type('c');
    await screen.shows('FIGHT');
    expect(session.dispatched).toEqual([]);
  });

  test('p holds the picture while the run goes on', async () => {
    const { screen, session } = open();
    await screen.type('p');
    await screen.shows('∥ FROZEN');
    session.set(conflictState({ modes: [], hpas: new Map() }));
    await screen.shows('FIGHT');
    await screen.type('p');
    await screen.shows('NO AUTOSCALER');
  });

  test('q asks while a run is live: only y or Enter quits, a second q does not', async () => {
    const { screen } = open();
    await screen.type('q');
    await screen.shows('The run is live. Quit?');
    await screen.type('q');
    await screen.shows('The run is live. Quit?');
    await screen.type('n');
    expect((await screen.frame()).join('\n')).not.toContain('Quit?');
    await screen.type('qy');
    await screen.instance.waitUntilExit();
    expect(screen.keyboard.isRaw).toBe(false);
  });

  test('q quits at once when nothing is live', async () => {
    const { screen } = open(120, 40, emptyState());
    await screen.type('q');
    await screen.instance.waitUntilExit();
    expect(screen.stream.terminal.buffer.active.type).toBe('normal');
  });

  test('K says how another terminal gets at the cluster, and any key goes back', async () => {
    const { screen, cockpit, session } = open();
    await screen.type('K');
    await screen.shows('kubectl cannot be pointed here.');
    const commands = ['export KUBECONFIG=/run/harmony/kubeconfig', 'kubectl get hpa,pods -w'];
    cockpit.start(session, [loadLayout('stage')], { pointKubectl: async () => commands });
    await screen.type('K');
    for (const command of commands) await screen.shows(command);
    await screen.type('c');
    expect((await screen.frame()).join('\n')).not.toContain('KUBECONFIG');
    expect(session.dispatched).toEqual([]);
  });

  test('K says why kubectl cannot be pointed here', async () => {
    const { screen, cockpit, session } = open();
    cockpit.start(session, [loadLayout('stage')], { pointKubectl: () => Promise.reject(new Error('no port is free')) });
    await screen.type('K');
    await screen.shows('no port is free');
  });

  test('g asks for an act by its number, or leaves the next cue out', async () => {
    const { screen, session } = open();
    await screen.type('g');
    await screen.shows('[1] Hook');
    await screen.shows('skip the next cue');
    await screen.type('2');
    await screen.type('g');
    await screen.type('s');
    await screen.type('g');
    await screen.type('x');
    expect(session.dispatched).toEqual([{ type: 'goToAct', act: 1 }, { type: 'skipCue' }]);
  });

  test('Ctrl-C quits at once, whatever is live', async () => {
    const { screen } = open();
    await screen.type('\u0003');
    await screen.instance.waitUntilExit();
    expect([screen.keyboard.isRaw, screen.stream.terminal.buffer.active.type]).toEqual([false, 'normal']);
  });

  test('Ctrl-L draws everything anew', async () => {
    const { screen } = open();
    await screen.frame();
    await new Promise<void>((done) => screen.stream.terminal.write('\u001B[2J\u001B[Hgarbage', done));
    await screen.type('\u000C');
    expectClosedFrames(await screen.shows('FIGHT'));
  });
});

test('closing the cockpit leaves no listener and no timer behind', async () => {
  const { cockpit, session, timers, screen } = open();
  await screen.type('p');
  cockpit.close();
  expect([session.listeners.size, timers.intervals.size, timers.delays.size]).toEqual([0, 0, 0]);
});
