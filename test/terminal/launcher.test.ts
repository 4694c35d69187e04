import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectSaneTerminal } from './sanity.ts';
import { ShellTerminal } from './shell.ts';

const root = join(import.meta.dirname, '../..');
const fixtures = join(import.meta.dirname, 'fixtures');
const asOldNode = ['--import', join(fixtures, 'old-node.mjs')];
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'harmony-launcher-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

/** A package with the real launcher in front of a small program, and with or without a Node of its own. Returns its launcher. */
function makePackage(name: string, parts: { readonly built: boolean; readonly ownNode: boolean }): string {
  const dir = join(folder, name);
  cpSync(join(root, 'bin'), join(dir, 'bin'), { recursive: true });
  cpSync(join(root, 'package.json'), join(dir, 'package.json'));
  if (parts.built) {
    mkdirSync(join(dir, 'dist/cli'), { recursive: true });
    cpSync(join(fixtures, 'screenful.mjs'), join(dir, 'dist/cli/main.js'));
  }
  if (parts.ownNode) {
    mkdirSync(join(dir, 'node_modules/node/bin'), { recursive: true });
    symlinkSync(process.execPath, join(dir, 'node_modules/node/bin/node'));
  }
  return join(dir, 'bin/harmony.js');
}

async function pidOfProgram(terminal: ShellTerminal): Promise<number> {
  const { text } = await terminal.waitForText(/pid \d+\./);
  return Number(/pid (\d+)\./.exec(text)?.[1]);
}

describe('the launcher', () => {
  test('runs the program in place on a Node that is new enough', async () => {
    const launcher = makePackage('new', { built: true, ownNode: false });
    await using terminal = new ShellTerminal([process.execPath, launcher, 'run', '--speed', '10']);
    const { lines } = await terminal.waitForText(/pid \d+\./);
    expect(lines.slice(0, 2)).toEqual([`node ${process.version}`, 'args ["run","--speed","10"]']);
    terminal.type('q');
    expect(await terminal.endOfProgram()).toBe(5);
  });

  test('says in one line what it needs where there is no newer Node', async () => {
    const launcher = makePackage('old', { built: true, ownNode: false });
    await using terminal = new ShellTerminal([process.execPath, ...asOldNode, launcher]);
    expect(await terminal.endOfProgram()).toBe(2);
    expect(terminal.screen.lines[0]).toBe('error: Harmony needs Node 22.12 or newer, this is v20.9.0');
  });

  test('says in one line that the program is not built', async () => {
    const launcher = makePackage('unbuilt', { built: false, ownNode: false });
    await using terminal = new ShellTerminal([process.execPath, launcher]);
    expect(await terminal.endOfProgram()).toBe(2);
    expect(terminal.screen.lines[0]).toBe('error: Harmony is not built yet, run `npm run build` first');
  });
});

describe('the launcher on an old Node, with a newer one in the checkout', () => {
  let launch: readonly string[];

  beforeAll(() => {
    launch = [process.execPath, ...asOldNode, makePackage('rerun', { built: true, ownNode: true })];
  });

  test('re-runs with the same arguments, and passes the exit status on', async () => {
    await using terminal = new ShellTerminal([...launch, 'run', 'a b']);
    const { lines } = await terminal.waitForText(/pid \d+\./);
    expect(lines.slice(0, 2)).toEqual([`node ${process.version}`, 'args ["run","a b"]']);
    terminal.type('q');
    expect(await terminal.endOfProgram()).toBe(5);
    await expectSaneTerminal(terminal);
  });

  test('passes SIGTERM on and waits for the program to leave', async () => {
    await using terminal = new ShellTerminal(launch);
    const program = await pidOfProgram(terminal);
    const { parent } = terminal.process(program);
    process.kill(parent, 'SIGTERM');
    expect(await terminal.endOfProgram()).toBe(6);
    await expectSaneTerminal(terminal);
  });

  test('restores the terminal of a program that was killed, before it ends the same way', async () => {
    await using terminal = new ShellTerminal(launch);
    process.kill(await pidOfProgram(terminal), 'SIGKILL');
    expect(await terminal.endOfProgram()).toBe(128 + 9);
    // The shell that reports the end comes after the launcher, so nothing is awaited here.
    expect(terminal.screen).toMatchObject({ alternate: false, cursorVisible: true });
    expect(await terminal.modes()).toContain('icanon');
    await expectSaneTerminal(terminal);
  });
});
