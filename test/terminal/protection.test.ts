import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { descendants, isRunning } from './processes.ts';
import { expectSaneTerminal } from './sanity.ts';
import { ShellTerminal } from './shell.ts';

const program = [process.execPath, join(import.meta.dirname, 'fixtures/protected.ts')];

/** Starts the program and waits for its screen and its guard; resolves to their process ids. */
async function started(terminal: ShellTerminal): Promise<{ readonly pid: number; readonly guard: number }> {
  const { text } = await terminal.waitForText(/pid \d+\./);
  const pid = Number(/pid (\d+)\./.exec(text)?.[1]);
  const guard = await vi.waitUntil(() => descendants(pid).find(({ name }) => name === 'sh'), 10_000);
  return { pid, guard: guard.pid };
}

describe('a program that took over the screen', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('leaves it properly on %s', async (signal, status) => {
    await using terminal = new ShellTerminal(program);
    const { pid, guard } = await started(terminal);
    process.kill(pid, signal);
    expect(await terminal.endOfProgram()).toBe(status);
    await expectSaneTerminal(terminal);
    await vi.waitUntil(() => !isRunning(guard), 10_000);
  });

  test('has it restored by its guard when it is killed', async () => {
    await using terminal = new ShellTerminal(program);
    process.kill((await started(terminal)).pid, 'SIGKILL');
    expect(await terminal.endOfProgram()).toBe(137);
    await expectSaneTerminal(terminal);
  });

  test('takes its guard along when it ends by itself', async () => {
    await using terminal = new ShellTerminal(program);
    const { guard } = await started(terminal);
    terminal.type('q');
    expect(await terminal.endOfProgram()).toBe(0);
    await expectSaneTerminal(terminal);
    await vi.waitUntil(() => !isRunning(guard), 10_000);
  });

  test('leaves when the process that started it is killed', async () => {
    await using terminal = new ShellTerminal(['sh', '-c', '"$@"; true', 'starter', ...program]);
    const { pid } = await started(terminal);
    process.kill(terminal.process(pid).parent, 'SIGKILL');
    expect(await terminal.endOfProgram()).toBe(137);
    await expectSaneTerminal(terminal);
    await vi.waitUntil(() => !isRunning(pid), 10_000);
  });

  test('has no guard where the launcher is one', async () => {
    await using terminal = new ShellTerminal(program, { env: { HARMONY_SUPERVISED: '1' } });
    const { text } = await terminal.waitForText(/pid \d+\./);
    expect(descendants(Number(/pid (\d+)\./.exec(text)?.[1]))).toEqual([]);
  });
});
