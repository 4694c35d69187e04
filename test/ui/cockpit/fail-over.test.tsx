import { afterEach, describe, expect, test } from 'vitest';
import { loadLayout } from '../../../src/scenario/load-layout.ts';
import { Cockpit } from '../../../src/ui/cockpit/cockpit.ts';
import type { FailOver, Turn } from '../../../src/ui/cockpit/fail-over.ts';
import type { Surroundings } from '../../../src/ui/cockpit/view.ts';
import { type FakeSession, fakeSession } from '../support/fake-session.ts';
import { type Harness, mountCockpit } from '../support/harness.tsx';
import { conflictState, emptyState } from '../support/session-states.ts';

const opened: { readonly cockpit: Cockpit; readonly screen: Harness }[] = [];

afterEach(async () => {
  for (const { screen, cockpit } of opened.splice(0)) {
    await screen.close();
    cockpit.close();
  }
});

/** Fail-over whose turns and words the test sets. */
class SetFailOver implements FailOver {
  says: string | undefined;
  next: () => Promise<Turn> = async () => {
    throw new Error('the cluster answers');
  };

  notice(): string | undefined {
    return this.says;
  }

  turn(): Promise<Turn> {
    return this.next();
  }
}

/** A session on an embedded cluster in the place of a real one. */
function standIn(): FakeSession {
  const session = fakeSession(conflictState());
  return Object.assign(session, { identity: { ...session.identity, standsInFor: 'kind-demo' } });
}

/** A cockpit on a real cluster whose looks at the clock are made by `look`. */
function openCockpit(surroundings: Surroundings, columns = 140) {
  const session: FakeSession = Object.assign(fakeSession(emptyState()), {
    identity: { badge: 'LIVE', context: 'kind-demo' } as const,
  });
  const ticks = new Set<() => void>();
  const every = (_: number, tick: () => void) => {
    ticks.add(tick);
    return () => void ticks.delete(tick);
  };
  const cockpit = new Cockpit({ every, after: () => () => {} });
  cockpit.start(session, [loadLayout('stage'), loadLayout('four-pane')], surroundings);
  const screen = mountCockpit(cockpit, columns, 40);
  opened.push({ cockpit, screen });
  const look = () => {
    for (const tick of ticks) tick();
  };
  return { session, screen, cockpit, look };
}

describe('F', () => {
  test('shows what stands in, in the same layout, with its name on a filled ground, and goes back', async () => {
    const failOver = new SetFailOver();
    const { session, screen, cockpit } = openCockpit({ failOver });
    const embedded = standIn();
    await screen.type('L');
    await screen.shows(/LIVE kind-demo/);
    const { layout } = cockpit.getView().screen;
    expect(layout).toBe(1);
    failOver.next = async () => ({
      session: embedded,
      surroundings: {},
      remark: 'The show goes on.',
    });
    await screen.type('F');
    const [header = ''] = await screen.shows(/ FAIL-OVER {2}EMBEDDED {2}not kind-demo/);
    await screen.shows('The show goes on.');
    expect(header).not.toContain('LIVE');
    expect(screen.isBold(0, header.indexOf('EMBEDDED'))).toBe(true);
    expect(cockpit.getView().screen.layout).toBe(layout);
    await screen.type('c');
    expect(embedded.dispatched).toEqual([{ type: 'flipMode', mode: 'conflict' }]);
    expect(session.dispatched).toEqual([]);
    // Nothing of the first session is listened to by what was drawn from it.
    expect(session.listeners.size).toBe(0);

    failOver.next = async () => ({ session, surroundings: {}, remark: 'Back on kind-demo.' });
    await screen.type('F');
    const [back = ''] = await screen.shows(/LIVE kind-demo/);
    expect(back).not.toContain('FAIL-OVER');
    expect(embedded.listeners.size).toBe(0);
  });

  test('keeps the badge on a narrow screen', async () => {
    const failOver = new SetFailOver();
    const { screen } = openCockpit({ failOver }, 80);
    failOver.next = async () => ({
      session: standIn(),
      surroundings: {},
      remark: '',
    });
    await screen.type('F');
    await screen.shows(/ FAIL-OVER {2}EMBEDDED /);
  });

  test('says why not', async () => {
    const { screen } = openCockpit({ failOver: new SetFailOver() });
    await screen.type('F');
    await screen.shows('the cluster answers');
  });

  test('asks once while something is being opened', async () => {
    const failOver = new SetFailOver();
    const { screen } = openCockpit({ failOver });
    const turn = Promise.withResolvers<Turn>();
    let asked = 0;
    failOver.next = () => {
      asked += 1;
      return turn.promise;
    };
    await screen.type('F');
    await screen.type('F');
    expect(asked).toBe(1);
    turn.resolve({ session: standIn(), surroundings: {}, remark: 'done' });
    await screen.shows(/FAIL-OVER/);
  });

  test('says that a run without fail-over has none', async () => {
    const { screen } = openCockpit({});
    await screen.type('F');
    await screen.shows('This run cannot be carried on without its cluster.');
  });
});

test('what there is to say stands in the log line for as long as it is so', async () => {
  const failOver = new SetFailOver();
  const { screen, look } = openCockpit({ failOver });
  await screen.shows('nothing done yet');
  failOver.says = 'kind-demo has not answered for 0:20: F carries on without it';
  look();
  await screen.shows('! kind-demo has not answered for 0:20: F carries on without it');
  failOver.says = undefined;
  look();
  await screen.shows('nothing done yet');
});
