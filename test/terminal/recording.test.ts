import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import headless from '@xterm/headless';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../scripts/bundle.ts';
import { describeReal } from '../support/real-program.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { TestTerminal } from './terminal.ts';

const launcher = join(packageRoot, 'bin/harmony.js');
const size = { columns: 120, rows: 40 };

interface Cast {
  readonly file: string;
  readonly header: Readonly<Record<string, unknown>>;
  readonly events: readonly (readonly [time: number, code: string, data: string])[];
}

function readCast(file: string): Cast {
  const [header = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  return {
    file,
    header: JSON.parse(header) as Cast['header'],
    events: lines.map((line) => JSON.parse(line) as Cast['events'][number]),
  };
}

/** The rows that a player shows at the end of some output. */
async function played(output: string): Promise<readonly string[]> {
  const terminal = new headless.Terminal({ cols: size.columns, rows: size.rows, allowProposedApi: true });
  await new Promise<void>((resolve) => terminal.write(output, resolve));
  const { active } = terminal.buffer;
  const rows = Array.from({ length: size.rows }, (_, row) =>
    (active.getLine(row)?.translateToString(true) ?? '').trimEnd(),
  );
  terminal.dispose();
  return rows;
}

/** A run that was recorded to a file from its first frame, driven by keys, and killed. */
async function killedRun(args: readonly string[] = []) {
  const state = scratchFolder();
  const file = join(state, 'show.cast');
  const env = { XDG_STATE_HOME: state };
  await using terminal = new TestTerminal(
    process.execPath,
    [launcher, 'run', '--seed', '1', '--speed', '5', '--record', file, ...args],
    { ...size, env },
  );
  await terminal.waitForText('EMBEDDED');
  terminal.type('c');
  await terminal.waitForText(/TWO HPAS|FIGHT/);
  terminal.type('1');
  await terminal.waitForText(/\(1\)/);
  // A picture that does not move can be compared.
  terminal.type('p');
  await terminal.waitForText('FROZEN');
  const { text } = await terminal.waitFor('no passing remark', (screen) => !screen.text.includes(' › '));
  process.kill(terminal.pid, 'SIGKILL');
  await terminal.ended();
  return { env, cast: readCast(file), frame: text.split('\n').map((row) => row.trimEnd()) };
}

describe('a run that is killed', () => {
  test('leaves a cast that plays up to its last frame, with its chapters', async () => {
    const { cast, frame } = await killedRun();
    expect(cast.header).toMatchObject({ version: 2, width: 120, height: 40, idle_time_limit: 2 });
    expect(cast.events.filter(([, code]) => code === 'm').map(([, , label]) => label)).toEqual([
      expect.stringMatching(/^mode /),
    ]);
    const output = cast.events.flatMap(([, code, data]) => (code === 'o' ? [data] : []));
    const rows = await played(output.join(''));
    expect(rows.slice(0, frame.length)).toEqual(frame);
  });

  test('can be replayed up to its last second', async () => {
    const { env } = await killedRun(['--cast-version', '3']);
    await using terminal = new TestTerminal(process.execPath, [launcher, 'replay', 'latest'], { ...size, env });
    await terminal.waitForText(/▶ REPLAY .*\[space\] pause/s);
    terminal.type(' ');
    await terminal.waitForText('∥ REPLAY');
    terminal.type('\u001B[1;2D');
    await terminal.waitForText('30 seconds back');
    terminal.type('n');
    await terminal.waitForText('› At: mode');
    terminal.type('h');
    await terminal.waitForText('nothing can be changed');
    // Half a minute at a time, to the end and from there to the last thing that happened.
    terminal.type('\u001B[1;2C'.repeat(20));
    await terminal.waitForText(/∥ REPLAY {2}1x (\d:\d\d) of \1/);
    terminal.type('N');
    await terminal.waitForText('› At: ');
    terminal.type('q');
    await terminal.ended();
  });
});

describe('the key R', () => {
  test('records the screen into the run folder, from a whole picture on, and stops', async () => {
    const state = scratchFolder();
    await using terminal = new TestTerminal(process.execPath, [launcher, 'run', '--seed', '1'], {
      ...size,
      env: { XDG_STATE_HOME: state },
    });
    await terminal.waitForText('EMBEDDED');
    terminal.type('R');
    await terminal.waitForText('› The screen is being recorded');
    terminal.resize(130, 40);
    await terminal.waitFor(
      'the wider screen',
      (screen) => (screen.text.split('\n')[0]?.trimEnd().length ?? 0) > size.columns,
    );
    terminal.type('R');
    await terminal.waitForText('› The screen was recorded');
    const runs = join(state, 'harmony/runs');
    const [run = ''] = readdirSync(runs);
    const { header, events } = readCast(join(runs, run, 'screen.cast'));
    expect(header).toMatchObject({ width: 120, height: 40, title: 'Autoscalers: conflict vs harmony' });
    expect(events.filter(([, code]) => code === 'r').map(([, , data]) => data)).toContain('130x40');
    const resizedAt = events.findIndex(([, code]) => code === 'r');
    const before = events.slice(0, resizedAt).flatMap(([, code, data]) => (code === 'o' ? [data] : []));
    const rows = await played(before.join(''));
    expect(rows[0]).toContain('HARMONY');
    expect(rows.join('\n')).toMatch(/Replicas[\s\S]*Queue[\s\S]*\[q\]/);
    terminal.type('qy');
    await terminal.ended();
  });
});

describe('a run whose folder cannot be written', () => {
  test('says so, and goes on', async () => {
    const file = join(scratchFolder(), 'none', 'show.cast');
    await using terminal = new TestTerminal(process.execPath, [launcher, 'run', '--record', file], {
      ...size,
      env: { XDG_STATE_HOME: scratchFolder() },
    });
    await terminal.waitForText('The screen is not recorded from here on: there is no such folder');
    await terminal.waitForText('EMBEDDED');
    expect(existsSync(file)).toBe(false);
    terminal.type('qy');
    await terminal.ended();
  });
});

describe('a replay of what is not there', () => {
  test.each([
    [['latest'], 'no run was recorded yet'],
    [['20260101'], 'there is no recorded run 20260101'],
    [[join(packageRoot, 'package.json')], 'holds no recording'],
  ])('%j says so', async (args, message) => {
    await using terminal = new TestTerminal(process.execPath, [launcher, 'replay', ...args], {
      ...size,
      env: { XDG_STATE_HOME: scratchFolder() },
    });
    await terminal.waitForText(message);
    await terminal.ended();
  });
});

describeReal('asciinema', 'asciinema', () => {
  test('takes the cast of a run that was killed', async () => {
    const { cast, frame } = await killedRun();
    // It wants a terminal, though it only prints; what it prints before and after the cast is its own.
    await using player = new TestTerminal('asciinema', ['cat', cast.file], size);
    await player.ended();
    expect(player.screen.text.split('\n').map((row) => row.trimEnd())).toEqual(frame);
  });
});
