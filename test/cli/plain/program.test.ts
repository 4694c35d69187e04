import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { describe, expect, onTestFinished, test } from 'vitest';
import { scratchFolder } from '../../support/scratch-folder.ts';
import { ShellTerminal } from '../../terminal/shell.ts';
import { runProgram } from '../invoke.ts';

const launcher = join(import.meta.dirname, '../../../bin/harmony.js');
const lineShape =
  /^\d\d:\d\d:\d\d (run|mode|rescale|conflict|risk|notice|over|pods|signal|load|source|action|talk|key): \S/;

function start(...args: readonly string[]) {
  const home = scratchFolder();
  const env = { ...process.env, XDG_STATE_HOME: home };
  const child = spawn(process.execPath, [launcher, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function endOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  const [status] = (await once(child, 'exit')) as [number | null];
  return status;
}

describe('a run into a pipe', () => {
  test('tells the conflict act in lines, without one control sequence', async () => {
    const { status, stdout, stderr } = await runProgram(
      ...['run', 'meme-generator', '--autopilot', '--speed', '20', '--seed', '1', '--for', '150'],
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).not.toContain('\u001B');
    expect(stdout).not.toContain('\r');
    const lines = stdout.trimEnd().split('\n');
    for (const line of lines) expect(line).toMatch(lineShape);
    const about = (subject: string) => lines.filter((line) => line.slice(9).startsWith(`${subject}: `));
    expect(lines[0]).toMatch(
      /run: Autoscalers: conflict vs harmony, namespace meme-generator on embedded cluster, profile gke, at 20 times real time/,
    );
    expect(about('talk').join('\n')).toMatch(/act 2 of \d+: Conflict\n/);
    expect(about('conflict').join('\n')).toMatch(/FIGHT {2}KEDA wants 10, HPA meme-backend wants \d/);
    expect(about('rescale').length).toBeGreaterThanOrEqual(4);
    const counts = about('rescale').map((line) =>
      /meme-backend (\d+) -> (\d+) by (KEDA keda-hpa-meme-backend|HPA meme-backend): /.exec(line),
    );
    for (const [index, count] of counts.entries()) expect(count?.[1]).toBe(index === 0 ? '1' : counts[index - 1]?.[2]);
  });

  test('ends without a word when its reader goes away', async () => {
    const child = start('run', '--autopilot', '--speed', '100');
    const errors = text(child.stderr);
    const lines = createInterface({ input: child.stdout });
    await once(lines, 'line');
    lines.close();
    child.stdout.destroy();
    expect(await endOf(child)).toBe(0);
    expect(await errors).toBe('');
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('ends cleanly on %s', async (signal) => {
    const child = start('run', '--plain');
    const errors = text(child.stderr);
    await once(createInterface({ input: child.stdout }), 'line');
    child.kill(signal);
    expect(await endOf(child)).toBe(0);
    expect(await errors).toBe('');
  });

  test('says what is wrong with its scenario on standard error', async () => {
    const { status, stdout, stderr } = await runProgram('run', 'meme-generatr');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('did you mean "meme-generator"?');
  });
});

describe('a run in lines on a terminal', () => {
  test('has the keys of the cockpit, and gives the terminal back', async () => {
    const args = ['run', '--plain', '--speed', '10', '--seed', '1'];
    await using terminal = new ShellTerminal([process.execPath, launcher, ...args], { columns: 160, rows: 50 });
    await terminal.waitForText(/key: \? all keys, .*c HPA against KEDA/);
    terminal.type('c');
    await terminal.waitForText(/mode: .* -> HPA against KEDA: applied/);
    terminal.type('?');
    await terminal.waitForText(/key: q {2}quit; asks while a run is live/);
    terminal.type('xq');
    await terminal.waitForText('key: The run is live. Quit?');
    terminal.type('y');
    expect(await terminal.endOfProgram()).toBe(0);
    expect(await terminal.modes()).toContain('icanon');
  });

  test('is ended by Ctrl-C', async () => {
    await using terminal = new ShellTerminal([process.execPath, launcher, 'run', '--plain']);
    await terminal.waitForText('key: ? all keys');
    terminal.type('\u0003');
    expect(await terminal.endOfProgram()).toBe(0);
    expect(await terminal.modes()).toContain('echo');
  });

  test('a picture has no end to be set', async () => {
    await using terminal = new ShellTerminal([process.execPath, launcher, 'run', '--for', '5']);
    await terminal.waitForText('--for ends a run without a picture');
    expect(await terminal.endOfProgram()).toBe(2);
  });
});
