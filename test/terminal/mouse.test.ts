import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../support/scratch-folder.ts';
import { click, wheel } from '../ui/support/mouse.ts';
import { knownKeys, steps } from '../ui/support/random-input.ts';
import { CockpitTerminal, focusedPane, titlesOn } from './cockpit-terminal.ts';
import { expectSaneTerminal } from './sanity.ts';
import type { Screen } from './screen.ts';

/** Widths that no random size has, in turns. */
const widths = [118, 119] as const;
let turns = 0;

/** Waits until a screen of another size is drawn: that happens whatever is on it, and proves that the program still listens. */
async function drawnAnew(terminal: CockpitTerminal): Promise<void> {
  const columns = widths[++turns % 2] ?? 118;
  terminal.resize(columns, 40);
  const { frames } = terminal;
  await terminal.waitFor('the screen at another size', () => terminal.frames > frames);
}

/** What a terminal sends for a click on a text of its screen. */
function clickOn({ lines }: Screen, text: string): string {
  const row = lines.findIndex((line) => line.includes(text));
  return click(lines[row]?.indexOf(text) ?? 0, row);
}

describe('the mouse', () => {
  test('focuses, zooms, scrolls, and presses hints', async () => {
    await using terminal = new CockpitTerminal();
    const screen = await terminal.opened();
    expect(terminal.mouse).toBe(true);
    for (const title of titlesOn(screen)) {
      terminal.type(clickOn(screen, `─ ${title}`));
      await terminal.waitFor(`the focus on ${title}`, (now) => focusedPane(now) === title);
    }
    const onPods = clickOn(screen, '─ Pods');
    terminal.type(onPods + onPods);
    await terminal.waitFor('one pane', (now) => titlesOn(now).length === 1);
    terminal.type('\r');
    await terminal.waitForText('"metadata"');
    terminal.type(wheel('down', 30, 20));
    await terminal.waitForText('↑ 3 more');
    terminal.type(clickOn(terminal.screen, '[?]'));
    await terminal.waitForText('any key goes back');
  });

  test('types nothing when its reports come in pieces with pauses between', async () => {
    await using terminal = new CockpitTerminal();
    await terminal.opened();
    terminal.type('\t\t/');
    await terminal.waitForText('filter /');
    const report = '\x1b[<35;110;33M';
    for (let cut = 2; cut < report.length; cut++) {
      terminal.type(report.slice(0, cut));
      const { frames } = terminal;
      // A frame or two takes longer than any patience for the rest of a sequence.
      await terminal.waitFor('a frame', () => terminal.frames > frames);
      terminal.type(report.slice(cut));
    }
    terminal.type('x');
    await terminal.waitForText('filter /x▏');
  });

  test('is left to the terminal with --no-mouse, and by a config file that --mouse overrules', async () => {
    await using without = new CockpitTerminal({ args: ['run', '--seed', '1', '--no-mouse'] });
    await without.opened();
    expect(without.mouse).toBe(false);
    const home = scratchFolder();
    mkdirSync(join(home, 'harmony'));
    writeFileSync(join(home, 'harmony', 'config.yaml'), 'mouse: false\nlayout: sre\nkeys:\n  help: H\n');
    const env = { XDG_CONFIG_HOME: home };
    await using configured = new CockpitTerminal({ env });
    await configured.waitForText('[H]');
    await configured.press('H', 'any key goes back');
    expect(configured.mouse).toBe(false);
    await using overruled = new CockpitTerminal({ env, args: ['run', '--seed', '1', '--mouse'] });
    await overruled.waitFor('the mouse', () => overruled.mouse);
  });
});

test('a config file that cannot be used is refused before the screen is taken', async () => {
  const home = scratchFolder();
  mkdirSync(join(home, 'harmony'));
  writeFileSync(join(home, 'harmony', 'config.yaml'), 'keys:\n  freeze: z\n');
  await using terminal = new CockpitTerminal({ env: { XDG_CONFIG_HOME: home } });
  expect(await terminal.endOfProgram()).toBe(2);
  expect(terminal.screen.text.replaceAll('\n', '')).toContain(
    'config.yaml:2:11: key "z" of "freeze" is also that of "zoom"',
  );
  await expectSaneTerminal(terminal);
});

test('random keys, mouse and sizes leave a cockpit that works and a sane terminal', async () => {
  await using terminal = new CockpitTerminal({ args: ['run', '--seed', '1'] });
  await terminal.opened();
  // Without those that would end or stop the program, and the one that answers the question whether to, which a click may ask.
  const keys = knownKeys(['q', 'ctrl+z', 'return']);
  for (const sequence of fc.sample(steps(keys, 6), { numRuns: 60, seed: 20_261_122 })) {
    for (const step of sequence) {
      if (step.kind === 'resize') terminal.resize(step.columns, step.rows);
      else terminal.type(step.text);
    }
    await drawnAnew(terminal);
    expect(terminal.screen.text).not.toMatch(/\[<\d|\d;\d+;\d+[Mm]/);
  }
  for (let level = 0; level < 8; level++) {
    terminal.type('\x1b');
    await drawnAnew(terminal);
  }
  // Right behind an Esc, a character is taken for Alt and that character, so that the first one may do nothing.
  const isHelp = () => terminal.screen.text.includes('any key goes back');
  for (let attempt = 0; attempt < 20 && !isHelp(); attempt++) {
    terminal.type('?');
    await drawnAnew(terminal);
  }
  expect(isHelp()).toBe(true);
  terminal.type('\x03');
  await terminal.endOfProgram();
  await expectSaneTerminal(terminal);
}, 120_000);
