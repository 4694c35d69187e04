import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../support/scratch-folder.ts';
import { CockpitTerminal } from './cockpit-terminal.ts';
import { descendants } from './processes.ts';
import { expectSaneTerminal } from './sanity.ts';

/** Where the cockpits of a test meet, apart from those of whoever runs it. */
function meetingPlace() {
  const runtime = scratchFolder();
  const env = { XDG_RUNTIME_DIR: runtime };
  const sockets = () =>
    existsSync(join(runtime, 'harmony'))
      ? readdirSync(join(runtime, 'harmony')).map((name) => join(runtime, 'harmony', name))
      : [];
  return {
    env,
    runtime,
    sockets,
    stage: (...args: readonly string[]) =>
      new CockpitTerminal({ env, args: ['run', '--speed', '5', '--seed', '1', ...args] }),
    attach: (...args: readonly string[]) => new CockpitTerminal({ env, args: ['attach', ...args] }),
  };
}

/** The process that draws. */
function drawing(terminal: CockpitTerminal): number {
  const pid = descendants(terminal.pid).findLast(({ name }) => name !== 'sh')?.pid;
  if (pid === undefined) throw new Error('no program runs in the terminal');
  return pid;
}

describe('a second terminal', () => {
  test('shows the notes and the timers of the talk, and drives it', async () => {
    const place = meetingPlace();
    await using stage = place.stage();
    await stage.opened();
    const [socket = ''] = place.sockets();
    expect(statSync(socket).mode & 0o777).toBe(0o600);
    await using presenter = place.attach();
    await presenter.waitForText(/ATTACHED drives .*EMBEDDED 5x gke/);
    await presenter.waitForText(/─ Say .*─ Next /);
    presenter.type(' ');
    await stage.waitForText(/ACT I /);
    await presenter.waitForText(/ACT I .*act {3}\d:\d\d of \d:\d\d/s);
    presenter.type(' ');
    await presenter.waitForText(/NOW +1 of \d/);
    presenter.type('q');
    expect(await presenter.endOfProgram()).toBe(0);
    await expectSaneTerminal(presenter);
    // The stage goes on.
    stage.type(' ');
    await stage.waitForText(/ACT I /);
  });

  test('that only looks on is refused, and ends with the stage', async () => {
    const place = meetingPlace();
    await using stage = place.stage();
    await stage.opened();
    await using viewer = place.attach('--view', '--layout', 'stage');
    await viewer.waitForText(/ATTACHED looks on .*EMBEDDED/);
    await viewer.waitForText(/Replicas[\s\S]*Queue/);
    viewer.type('c');
    await viewer.waitForText('only looks on');
    stage.type('q');
    expect(await stage.endOfProgram()).toBe(0);
    expect(await viewer.endOfProgram()).toBe(0);
    await viewer.waitForText('The cockpit on the stage has ended.');
    await expectSaneTerminal(viewer);
    expect(place.sockets()).toEqual([]);
  });

  test('says that the stage was killed, and the next stage cleans up', async () => {
    const place = meetingPlace();
    await using stage = place.stage();
    await stage.opened();
    await using viewer = place.attach();
    await viewer.waitForText('ATTACHED');
    process.kill(drawing(stage), 'SIGKILL');
    expect(await viewer.endOfProgram()).toBe(0);
    await viewer.waitForText('The cockpit on the stage is gone');
    expect(place.sockets()).toHaveLength(1);
    await using next = place.stage();
    await next.opened();
    await next.waitFor(
      'its own socket only',
      () => place.sockets().join() === join(place.runtime, 'harmony', `${drawing(next)}.sock`),
    );
    process.kill(drawing(next), 'SIGTERM');
    await next.endOfProgram();
    expect(place.sockets()).toEqual([]);
  });

  test('needs a cockpit, and of several the name of one', async () => {
    const place = meetingPlace();
    await using none = place.attach();
    expect(await none.endOfProgram()).toBe(1);
    await none.waitForText('no cockpit runs that could be attached to');
    await using one = place.stage();
    await one.opened();
    await using other = place.stage();
    await other.opened();
    await using attached = place.attach();
    expect(await attached.endOfProgram()).toBe(2);
    await attached.waitForText(/2 cockpits run:.*\d+ {2}Autoscalers: conflict vs harmony, harmony-embedded/s);
    await using named = place.attach(String(drawing(other)));
    await named.waitForText('ATTACHED');
  });
});

describe('the stage', () => {
  test('goes on while its viewers are stopped, flood it and are killed', async () => {
    const place = meetingPlace();
    await using stage = place.stage();
    await stage.opened();
    const [socket = ''] = place.sockets();
    await using stopped = place.attach();
    await using killed = place.attach();
    for (const viewer of [stopped, killed]) await viewer.waitForText('ATTACHED');
    process.kill(drawing(stopped), 'SIGSTOP');
    const flood = createConnection(socket);
    flood.on('error', () => undefined);
    flood.write(`{"type":"hello","version":1,"role":"drive"}\n${'{"type":"cancelWaiting"}\n'.repeat(100_000)}`);
    await new Promise<void>((resolve) => flood.once('close', () => resolve()));
    process.kill(drawing(killed), 'SIGKILL');
    await killed.endOfProgram();
    stage.type('c');
    await stage.waitForText(/TWO HPAS|FIGHT/);
    process.kill(drawing(stopped), 'SIGCONT');
    await stopped.waitForText(/TWO HPAS|FIGHT/);
  });

  test('without a socket says so, and goes on', async () => {
    const place = meetingPlace();
    writeFileSync(join(place.runtime, 'harmony'), 'not a folder');
    await using stage = place.stage();
    await stage.waitForText('No other terminal can attach to this run');
    await stage.opened();
  });

  test('takes the place of a socket that a dead process left behind', async () => {
    const place = meetingPlace();
    mkdirSync(join(place.runtime, 'harmony'), { mode: 0o700 });
    writeFileSync(join(place.runtime, 'harmony', '999999999.sock'), '');
    await using stage = place.stage();
    await stage.opened();
    await stage.waitFor(
      'one socket',
      () => place.sockets().join() === join(place.runtime, 'harmony', `${drawing(stage)}.sock`),
    );
  });
});
