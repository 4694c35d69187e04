import { loadLayout } from '../../../src/scenario/load-layout.ts';
import type { SessionState } from '../../../src/session/state.ts';
import { Cockpit } from '../../../src/ui/cockpit/cockpit.ts';
import type { Surroundings } from '../../../src/ui/cockpit/view.ts';
import type { KeyChoices } from '../../../src/ui/input/rebind.ts';
import { type FakeSession, fakeSession } from './fake-session.ts';
import { HandTimers } from './hand-timers.ts';
import { type Harness, mountCockpit } from './harness.tsx';
import { conflictState } from './session-states.ts';

export interface OpenedCockpit extends AsyncDisposable {
  readonly cockpit: Cockpit;
  readonly session: FakeSession;
  readonly screen: Harness;
  readonly timers: HandTimers;
}

export interface OpenRequest {
  readonly columns?: number;
  readonly rows?: number;
  readonly layouts?: readonly string[];
  readonly state?: SessionState;
  readonly keys?: KeyChoices;
  readonly surroundings?: Surroundings;
  /** Whether there is a run yet. */
  readonly running?: boolean;
}

/** A cockpit on a screen in memory, in the middle of the conflict unless told otherwise. */
export function openCockpit(request: OpenRequest = {}): OpenedCockpit {
  const { columns = 120, rows = 40, layouts = ['stage'], state = conflictState(), keys, running = true } = request;
  const timers = new HandTimers();
  const cockpit = new Cockpit(timers, keys);
  const session = fakeSession(state);
  if (running)
    cockpit.start(
      session,
      layouts.map((name) => loadLayout(name)),
      request.surroundings,
    );
  const screen = mountCockpit(cockpit, columns, rows);
  return {
    cockpit,
    session,
    screen,
    timers,
    async [Symbol.asyncDispose]() {
      await screen.close();
      cockpit.close();
    },
  };
}

/** Where a text is on a screen. */
export function placeOf(rows: readonly string[], text: string): { readonly column: number; readonly row: number } {
  const row = rows.findIndex((each) => each.includes(text));
  if (row < 0) throw new Error(`${text} is not on the screen:\n${rows.join('\n')}`);
  return { column: rows[row]?.indexOf(text) ?? 0, row };
}
