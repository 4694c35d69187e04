import { describe, expect, test } from 'vitest';
import { CockpitTerminal, focusedPane, stagePanes, titlesOn } from './cockpit-terminal.ts';
import { expectSaneTerminal } from './sanity.ts';

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
];

describe.each(sizes)('the cockpit at $columns x $rows', (size) => {
  test('has all panes in its first frame', async () => {
    await using terminal = new CockpitTerminal(size);
    const screen = await terminal.waitForText('HARMONY');
    expect(screen).toMatchObject({ alternate: true, cursorVisible: false });
    expect(titlesOn(screen)).toEqual(expect.arrayContaining([...stagePanes]));
    expect(screen.lines.at(-1)).toContain('[q]');
  });

  test('fills them with the run, edge to edge', async () => {
    await using terminal = new CockpitTerminal(size);
    const screen = await terminal.opened();
    expect(screen.lines[0]).toMatch(/^ HARMONY .*EMBEDDED 10x gke/);
    expect(screen.lines).toHaveLength(size.rows);
    const frameRight = screen.lines.filter((line) => line.length === size.columns && /[╮│╯┓┃┛]$/.test(line));
    expect(frameRight).toHaveLength(size.rows - 4);
  });

  test('leaves the terminal as it was', async () => {
    await using terminal = new CockpitTerminal(size);
    await terminal.opened();
    terminal.type('q');
    expect(await terminal.endOfProgram()).toBe(0);
    await expectSaneTerminal(terminal);
  });
});

describe('a key', () => {
  test.each([
    ['c', /mode HPA against KEDA/],
    ['h', /mode One shared signal/],
    ['k', /mode KEDA on lag only/],
    ['1', /\$ kubectl .*burst-6000/],
    ['2', /\$ kubectl .*burst-4000/],
    [' ', /ACT I HOOK/],
    ['a', /autopilot/],
    ['p', /FROZEN/],
    ['L', /Layout: Four panes/],
    ['?', /Keys {3}any key goes back/],
  ])('%j shows %s', async (key, effect) => {
    await using terminal = new CockpitTerminal();
    await terminal.opened();
    expect(terminal.screen.text).not.toMatch(effect);
    await terminal.press(key, effect);
  });

  test('b goes from one mode to the first', async () => {
    await using terminal = new CockpitTerminal();
    await terminal.opened();
    await terminal.press('h', modeEntered('harmony'));
    await terminal.press('b', 'mode Manual HPA only');
  });

  test('r puts the baseline back', async () => {
    await using terminal = new CockpitTerminal();
    await terminal.opened();
    await terminal.press('c', modeEntered('conflict'));
    await terminal.press('r', 'mode Manual HPA only');
  });

  test('Tab and Shift-Tab move the focus, and Esc takes it away', async () => {
    await using terminal = new CockpitTerminal();
    await terminal.opened();
    const order: (string | undefined)[] = [];
    for (const key of ['\t', '\t', '\x1b[Z', '\x1b[Z', '\x1b[Z']) {
      const before = focusedPane(terminal.screen);
      terminal.type(key);
      order.push(focusedPane(await terminal.waitFor('another focus', (screen) => focusedPane(screen) !== before)));
    }
    const [first, second] = titlesOn(terminal.screen);
    expect(order.slice(0, 4)).toEqual([first, second, first, order[3]]);
    expect(order[3]).not.toBe(first);
    terminal.type('\x1b');
    await terminal.waitFor('no focus', (screen) => focusedPane(screen) === undefined);
  });

  test('z zooms the focused pane, and Esc goes back', async () => {
    await using terminal = new CockpitTerminal();
    const before = titlesOn(await terminal.opened());
    terminal.type('\t\tz');
    const zoomed = await terminal.waitFor('one pane', (screen) => titlesOn(screen).length === 1);
    expect(focusedPane(zoomed)).toBe(before[1]);
    terminal.type('\x1b');
    await terminal.waitFor('all panes', (screen) => titlesOn(screen).length === before.length);
  });

  test('Esc never quits', async () => {
    await using terminal = new CockpitTerminal();
    await terminal.opened();
    terminal.type('\x1b\x1b\x1b');
    // Right behind an Esc, a character would be taken for Alt and that character.
    const { frames } = terminal;
    await terminal.waitFor('some more frames', () => terminal.frames > frames + 2);
    await terminal.press('?', 'any key goes back');
  });

  test('+ and - change the stretch of time in charts', async () => {
    await using terminal = new CockpitTerminal();
    const before = axis((await terminal.opened()).text);
    terminal.type('+');
    await terminal.waitFor('another axis', ({ text }) => axis(text) !== before);
  });

  test('two keys in one read are two keys', async () => {
    await using terminal = new CockpitTerminal();
    await terminal.opened();
    terminal.type('\tz');
    await terminal.waitFor('one pane', (screen) => titlesOn(screen).length === 1);
  });

  test('q asks while a run is live; another key goes on, y quits', async () => {
    await using terminal = new CockpitTerminal();
    await terminal.opened();
    await terminal.press('c', 'mode HPA against KEDA');
    await terminal.press('q', 'The run is live. Quit?');
    terminal.type('x');
    await terminal.waitFor('no question', ({ text }) => !text.includes('Quit?'));
    await terminal.press('q', 'The run is live. Quit?');
    terminal.type('y');
    expect(await terminal.endOfProgram()).toBe(0);
    await expectSaneTerminal(terminal);
  });
});

describe('a resize', () => {
  test('draws the same panes at the new size', async () => {
    await using terminal = new CockpitTerminal(sizes[1]);
    await terminal.opened();
    for (const { columns, rows } of [sizes[2], sizes[0], sizes[1]].filter((size) => size !== undefined)) {
      terminal.resize(columns, rows);
      const screen = await terminal.waitFor('a full frame', ({ lines }) => {
        const framed = lines.filter((line) => line.length === columns && /[╮│╯]$/.test(line));
        return framed.length === rows - 4 && /\[\?\]/.test(lines.at(-1) ?? '');
      });
      expect(titlesOn(screen)).toEqual(expect.arrayContaining([...stagePanes]));
    }
  });

  test('below 80 x 24 says what is needed, and goes on when there is room again', async () => {
    await using terminal = new CockpitTerminal();
    await terminal.opened();
    terminal.resize(64, 20);
    const { text } = await terminal.waitForText('This terminal is 64 x 20.');
    expect(text).toContain('Harmony needs 80 x 24.');
    terminal.resize(80, 24);
    await terminal.opened();
  });

  test('a terminal that is too small from the start can be left', async () => {
    await using terminal = new CockpitTerminal({ columns: 40, rows: 10 });
    await terminal.waitForText('Harmony needs 80 x 24.');
    terminal.type('q');
    expect(await terminal.endOfProgram()).toBe(0);
    await expectSaneTerminal(terminal);
  });
});

/** The footer once a mode is entered: its own key has nothing left to do, and other modes can be. */
function modeEntered(mode: string): RegExp {
  return new RegExp(`\\[b\\].*\\(${mode.slice(0, 1)}\\)${mode.slice(1)}`);
}

/** The row of times below the first chart. */
function axis(text: string): string | undefined {
  return text.split('\n').find((line) => /\d:\d\d.*\d:\d\d.*│/.test(line) && !line.includes('HARMONY'));
}
