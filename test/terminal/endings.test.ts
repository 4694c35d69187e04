import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle, packageRoot } from '../../scripts/bundle.ts';
import { CockpitTerminal, stagePanes } from './cockpit-terminal.ts';
import { machineNode } from './machine-node.ts';
import { descendants } from './processes.ts';
import { expectSaneTerminal } from './sanity.ts';

const launcher = join(packageRoot, 'bin/harmony.js');
const asOldNode = ['--import', join(import.meta.dirname, 'fixtures/old-node.mjs')];

/** The ways in which the program is started, and the processes there are: the launcher alone, or one on an old Node with a child. */
const starts: readonly (readonly [name: string, program: readonly string[]])[] = [
  ['on this Node', [process.execPath, launcher]],
  ['on an old Node, through the launcher', [process.execPath, ...asOldNode, launcher]],
  ['on the Node of the machine', [machineNode(), launcher]],
];

/** The process that draws: the last `node` of the chain that began in the shell. */
function drawingProcess(terminal: CockpitTerminal): number {
  const pid = descendants(terminal.pid).findLast(({ name }) => name !== 'sh')?.pid;
  if (pid === undefined) {
    throw new Error('no program runs in the terminal');
  }
  return pid;
}

/** The process that the shell started. */
function startedProcess(terminal: CockpitTerminal): number {
  const pid = descendants(terminal.pid).find(({ parent }) => parent === terminal.pid)?.pid;
  if (pid === undefined) {
    throw new Error('no program runs in the terminal');
  }
  return pid;
}

describe.each(starts)('the cockpit %s', (_name, program) => {
  test('leaves a sane terminal on Ctrl-C', async () => {
    await using terminal = new CockpitTerminal({ program });
    await terminal.opened();
    terminal.type('\x03');
    await terminal.endOfProgram();
    await expectSaneTerminal(terminal);
  });

  test.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGINT', 130],
  ] as const)('leaves a sane terminal on %s', async (signal, status) => {
    await using terminal = new CockpitTerminal({ program });
    await terminal.opened();
    process.kill(startedProcess(terminal), signal);
    expect(await terminal.endOfProgram()).toBe(status);
    await expectSaneTerminal(terminal);
  });

  test('has its terminal restored when it is killed outright', async () => {
    await using terminal = new CockpitTerminal({ program });
    await terminal.opened();
    process.kill(drawingProcess(terminal), 'SIGKILL');
    expect(await terminal.endOfProgram()).toBe(137);
    await expectSaneTerminal(terminal);
  });

  test('ends with status 2 and one message for an unknown scenario', async () => {
    await using terminal = new CockpitTerminal({ program, args: ['run', 'meme-generatr'] });
    expect(await terminal.endOfProgram()).toBe(2);
    await expectSaneTerminal(terminal);
    expect(terminal.screen.text).toMatch(/^error: .*"meme-generatr".*did you mean "meme-generator"\?/m);
    expect(terminal.screen.text).not.toMatch(/^ +at /m);
  });
});

describe('an exception', () => {
  let dir: string;
  let program: readonly string[];

  beforeAll(async () => {
    mkdirSync(join(packageRoot, 'dist'), { recursive: true });
    dir = mkdtempSync(join(packageRoot, 'dist/.broken-pane-'));
    await bundle({ name: 'broken-pane', file: join(import.meta.dirname, 'fixtures/broken-pane.ts') }, dir);
    program = [process.execPath, join(dir, 'cli/broken-pane.js')];
  });

  afterAll(() => rmSync(dir, { recursive: true }));

  test('in a pane is shown there, and the other panes go on', async () => {
    await using terminal = new CockpitTerminal({ program });
    const { text } = await terminal.waitForText('the queue pane broke');
    for (const title of stagePanes) {
      expect(text).toContain(`─ ${title}`);
    }
    await terminal.press('h', 'mode One shared signal');
    terminal.type('qy');
    expect(await terminal.endOfProgram()).toBe(0);
    await expectSaneTerminal(terminal);
  });

  test('elsewhere ends the program, and its message is on the screen that is left', async () => {
    await using terminal = new CockpitTerminal({ program });
    await terminal.waitForText('the queue pane broke');
    process.kill(drawingProcess(terminal), 'SIGUSR2');
    expect(await terminal.endOfProgram()).not.toBe(0);
    await expectSaneTerminal(terminal);
    expect(terminal.screen.text).toContain('something outside of the panes broke');
  });
});
