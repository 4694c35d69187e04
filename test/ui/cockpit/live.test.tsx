import { afterEach, describe, expect, test } from 'vitest';
import { loadLayout } from '../../../src/scenario/load-layout.ts';
import type { Session } from '../../../src/session/session.ts';
import { Cockpit } from '../../../src/ui/cockpit/cockpit.ts';
import { type FakeSession, fakeSession } from '../support/fake-session.ts';
import { type Harness, mountCockpit } from '../support/harness.tsx';
import { conflictState, emptyState } from '../support/session-states.ts';

const opened: { readonly cockpit: Cockpit; readonly screen: Harness }[] = [];

/** A cockpit on a real cluster, whose session does as the test says. */
function openLive(change: Partial<Session>, columns = 120, state = emptyState()) {
  const session: FakeSession = Object.assign(fakeSession(state), {
    identity: { badge: 'LIVE', context: 'kind-demo' } as const,
    ...change,
  });
  const cockpit = new Cockpit({ every: () => () => {}, after: () => () => {} });
  cockpit.start(session, [loadLayout('stage')]);
  const screen = mountCockpit(cockpit, columns, 40);
  opened.push({ cockpit, screen });
  return { cockpit, session, screen };
}

afterEach(async () => {
  for (const { screen, cockpit } of opened.splice(0)) {
    await screen.close();
    cockpit.close();
  }
});

const question = { title: 'Change context kind-demo?', lines: ['context    kind-demo', 'namespace  memes'] };

/** Asks once, as a session on a real cluster does. */
function asking(): Partial<Session> & { readonly confirmed: string[] } {
  const confirmed: string[] = [];
  return {
    confirmed,
    confirmation: () => (confirmed.length === 0 ? question : undefined),
    confirm: ({ type }) => void confirmed.push(type),
  };
}

describe('the first change to a real cluster', () => {
  test('is asked for by context and namespace, and made when a person agrees', async () => {
    const answers = asking();
    const { screen, session } = openLive(answers);
    await screen.type('c');
    await screen.shows('Change context kind-demo?');
    await screen.shows('namespace  memes');
    expect(session.dispatched).toEqual([]);
    await screen.type('y');
    expect(answers.confirmed).toEqual(['flipMode']);
    await screen.type('h');
    expect(session.dispatched.map((action) => 'mode' in action && action.mode)).toEqual(['conflict', 'harmony']);
  });

  test.each(['\r', 'n', '\u001B', 'h', ' '])('is not made by %j', async (key) => {
    const answers = asking();
    const { screen, session } = openLive(answers);
    await screen.type('c');
    await screen.type(key);
    expect((await screen.frame()).join('\n')).not.toContain('Change context');
    expect([session.dispatched, answers.confirmed]).toEqual([[], []]);
  });

  test('is not decided by a key that is held', async () => {
    const { screen } = openLive(asking());
    await screen.type('ccc');
    await screen.shows('Change context kind-demo?');
  });
});

describe('quitting with changes outstanding', () => {
  test('asks what becomes of them, and any other key stays', async () => {
    const { screen } = openLive({ outstanding: () => 2 }, 80);
    await screen.type('q');
    await screen.shows('2 objects are not as this run found them. Quit?');
    await screen.type('q');
    await screen.shows('restore and quit');
    await screen.type('x');
    expect((await screen.frame()).join('\n')).not.toContain('Quit?');
  });

  test('keeps them when told so', async () => {
    const { screen } = openLive({ outstanding: () => 1 });
    await screen.type('q');
    await screen.shows('1 object is not as this run found it. Quit?');
    await screen.type('k');
    await screen.instance.waitUntilExit();
  });

  test('shows how far putting back has come, which no key ends, and then quits', async () => {
    let left = 2;
    let done = (): void => {};
    const { screen, session } = openLive({
      outstanding: () => left,
      restore: () => new Promise((resolve) => (done = () => resolve({ ok: true }))),
    });
    await screen.type('qr');
    await screen.shows('0 of 2 done');
    await screen.type('\u001Bqkc');
    left = 1;
    session.set(conflictState());
    await screen.shows('1 of 2 done');
    expect(session.dispatched).toEqual([]);
    done();
    await screen.instance.waitUntilExit();
  });

  test('stays when they cannot be put back, says why, and can try again', async () => {
    let tries = 0;
    const { screen } = openLive({
      outstanding: () => 1,
      async restore() {
        tries += 1;
        return tries === 1 ? { ok: false, reason: 'connection refused' } : { ok: true };
      },
    });
    await screen.type('qr');
    await screen.shows('connection refused');
    await screen.type('r');
    await screen.instance.waitUntilExit();
    expect(tries).toBe(2);
  });
});

describe('Esc', () => {
  test('cancels what waits, and says so', async () => {
    let waiting: string | undefined = 'mode conflict is still being applied';
    const { screen } = openLive({
      waitingFor: () => waiting,
      cancelWaiting: () => {
        waiting = undefined;
        return true;
      },
    });
    await screen.type('\t\u001B');
    await screen.shows('cancelled: mode conflict is still being applied');
    await screen.shows('┏━ Replicas');
    await screen.type('\u001B');
    await screen.shows('╭─ Replicas');
  });
});

describe('the header', () => {
  test('names the context, and no mode where none is known', async () => {
    const { screen } = openLive({});
    await screen.shows(/^ HARMONY .* no mode .* LIVE kind-demo $/m);
  });

  test.each([80, 120])('says in words that a run is read-only, at %i columns', async (columns) => {
    const { screen } = openLive({ readOnly: () => 'this run is read-only' }, columns);
    await screen.shows(/READ-ONLY {2}LIVE kind-demo $/m);
  });

  test('says who else changes the target', async () => {
    const { screen } = openLive({ heldBy: () => 'alice@laptop pid 4711' });
    await screen.shows('READ-ONLY held by alice@laptop pid 4711  LIVE kind-demo');
  });
});

describe('T', () => {
  test('takes over from another cockpit, once confirmed', async () => {
    let holder: string | undefined = 'alice@laptop pid 4711';
    const { screen } = openLive({
      heldBy: () => holder,
      takeOver: async () => {
        holder = undefined;
        return { ok: true };
      },
    });
    await screen.type('T');
    await screen.shows('Take over from alice@laptop pid 4711?');
    await screen.type('n');
    expect(holder).toBeDefined();
    await screen.type('Ty');
    await screen.shows('This run changes the target from now on.');
    await screen.type('T');
    await screen.shows('Nobody else changes this target.');
  });
});
