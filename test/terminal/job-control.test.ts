import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratchFolder } from '../support/scratch-folder.ts';
import { focusedPane, titlesOn } from './cockpit-terminal.ts';
import { machineNode } from './machine-node.ts';
import { TestTerminal } from './terminal.ts';

const launcher = join(import.meta.dirname, '../../bin/harmony.js');

/** A shell that stops and continues what it starts, as people use it. */
function shell(): TestTerminal {
  const home = scratchFolder();
  const env = { XDG_STATE_HOME: home, XDG_CONFIG_HOME: home, PS1: 'ready$ ', HISTFILE: '' };
  return new TestTerminal('bash', ['--norc', '--noprofile', '-i'], { env });
}

test.each([
  ['on this Node', process.execPath],
  ['on the Node of the machine, through the launcher', machineNode()],
])('Ctrl-Z stops the cockpit %s, and fg brings it back whole', async (_, node) => {
  await using terminal = shell();
  await terminal.waitForText('ready$');
  terminal.type(`${node} ${launcher} run --speed 10 --seed 1\r`);
  await terminal.waitFor('a run', ({ text }) => /EMBEDDED \S+ gke/.test(text) && !text.includes('waiting for'));
  terminal.type('\t');
  const before = await terminal.waitFor('the focus', (screen) => focusedPane(screen) !== undefined);
  expect(terminal.mouse).toBe(true);

  for (let round = 0; round < 2; round++) {
    terminal.type('\x1a');
    await terminal.waitFor('the shell', ({ alternate, cursorVisible, text }) => {
      return !alternate && cursorVisible && text.includes('Stopped') && text.trimEnd().endsWith('ready$');
    });
    expect(terminal.mouse).toBe(false);
    // The shell edits and echoes lines again.
    terminal.type(`echo back-$((20 + ${round}))\r`);
    await terminal.waitForText(`back-2${round}`);
    terminal.type('fg\r');
    const after = await terminal.waitFor('the cockpit', (screen) => {
      return screen.alternate && titlesOn(screen).length === titlesOn(before).length;
    });
    expect(focusedPane(after)).toBe(focusedPane(before));
    expect(terminal.mouse).toBe(true);
  }

  terminal.type('?');
  await terminal.waitForText('any key goes back');
  terminal.type('\x03');
  await terminal.waitFor('the shell', ({ alternate, text }) => !alternate && text.trimEnd().endsWith('ready$'));
  expect(terminal.mouse).toBe(false);
});
