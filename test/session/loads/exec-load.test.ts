import { chmodSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { startExec } from '../../../src/cli/loads/exec-load.ts';
import type { ExecLoad } from '../../../src/scenario/model.ts';
import { scratchFolder } from '../../support/scratch-folder.ts';
import { heardLoad } from './heard-load.ts';

const patient = { timeout: 20_000, interval: 20 };
let folder: string;

beforeEach(() => {
  folder = realpathSync(scratchFolder());
});

function script(text: string, change: Partial<ExecLoad> = {}): ExecLoad {
  const look = { id: 'own', key: '1', title: 'Own', kind: 'exec', on: ['kube'] } as const;
  return { ...look, command: 'sh', args: ['-c', text], cwd: folder, env: [], ...change };
}

/** The process of that number is there. One that ended and was not waited for by whoever adopted it is not. */
function isAlive(pid: number): boolean {
  try {
    const state = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '');
    return !state.startsWith('Z');
  } catch {
    return false;
  }
}

describe('a program of the user', { timeout: 30_000 }, () => {
  test('has its output told line by line, both streams, and its end', async () => {
    const load = heardLoad();
    await startExec(
      script('echo 10%; echo to standard error >&2; printf "half\\nlast without a break"'),
      load.listener,
    );
    expect(await load.ended).toEqual({ state: 'complete' });
    expect([...load.lines].sort()).toEqual(['10%', 'half', 'last without a break', 'to standard error']);
  });

  test.each([
    ['exit 3', 'sh ended with status 3'],
    ['kill -TERM $$', 'sh was ended by SIGTERM'],
  ])('that does %s has failed, and says how', async (text, line) => {
    const load = heardLoad();
    await startExec(script(text), load.listener);
    expect(await load.ended).toEqual({ state: 'failed', line });
  });

  test('runs in its folder, by a path relative to it, with the variables it is allowed', async () => {
    vi.stubEnv('HARMONY_TEST_ALLOWED', 'yes');
    vi.stubEnv('HARMONY_TEST_SECRET', 'no');
    onTestFinished(() => void vi.unstubAllEnvs());
    mkdirSync(join(folder, 'bin'));
    writeFileSync(
      join(folder, 'bin/load.sh'),
      '#!/bin/sh\npwd\necho "$1 $HARMONY_TEST_ALLOWED/$HARMONY_TEST_SECRET/"\n',
    );
    chmodSync(join(folder, 'bin/load.sh'), 0o755);
    const load = heardLoad();
    const own = { command: './bin/load.sh', args: ['two words; $HOME'], env: ['HARMONY_TEST_ALLOWED'] };
    await startExec(script('', own), load.listener);
    expect(await load.ended).toEqual({ state: 'complete' });
    expect(load.lines).toEqual([folder, 'two words; $HOME yes//']);
  });

  test('may print a credential it was given: it is not passed on', async () => {
    vi.stubEnv('HARMONY_TEST_API_TOKEN', 'only-in-this-test');
    onTestFinished(() => void vi.unstubAllEnvs());
    const load = heardLoad();
    await startExec(script('echo "as $HARMONY_TEST_API_TOKEN"', { env: ['HARMONY_TEST_API_TOKEN'] }), load.listener);
    await load.ended;
    expect(load.lines).toEqual(['as [redacted]']);
  });

  test('that is not there, or not executable, cannot be started', async () => {
    const { listener } = heardLoad();
    await expect(startExec(script('', { command: 'no-such-program' }), listener)).rejects.toThrow(
      'no-such-program is not found',
    );
    writeFileSync(join(folder, 'plain'), 'text');
    await expect(startExec(script('', { command: './plain' }), listener)).rejects.toThrow('it is not executable');
    await expect(startExec(script('', { cwd: join(folder, 'none') }), listener)).rejects.toThrow('is not found');
  });
});

describe.skipIf(process.platform !== 'linux')('what a program of the user has started', () => {
  /** A script whose child ignores to be asked, and whose grandchild does nothing for long. */
  const stubborn = `
    trap '' TERM
    ( trap '' TERM; sleep 600 & echo "pid $!"; echo "pid $$"; wait ) &
    echo "pid $!"
    wait`;
  const pids = (lines: readonly string[]) => lines.map((line) => Number(/^pid (\d+)$/.exec(line)?.[1]));

  test('ends with it when it is stopped, though nobody listens to being asked', { timeout: 30_000 }, async () => {
    const load = heardLoad();
    const running = await startExec(script(stubborn), load.listener);
    await vi.waitFor(() => expect(load.lines).toHaveLength(3), patient);
    const started = pids(load.lines);
    expect(started.map(isAlive)).toEqual([true, true, true]);
    await running.stop();
    expect(await load.ended).toEqual({ state: 'failed', line: 'stopped' });
    await vi.waitFor(() => expect(started.map(isAlive)).toEqual([false, false, false]), patient);
    await running.stop();
  });

  test('ends with it when it ends and leaves something behind', { timeout: 30_000 }, async () => {
    const load = heardLoad();
    await startExec(script('sleep 600 & echo "pid $!"'), load.listener);
    expect(await load.ended).toEqual({ state: 'complete' });
    const started = pids(load.lines);
    expect(started).toHaveLength(1);
    await vi.waitFor(() => expect(started.map(isAlive)).toEqual([false]), patient);
  });
});
