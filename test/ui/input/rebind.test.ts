import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { keyCollisions, keyNamed, rebound } from '../../../src/ui/input/rebind.ts';
import { bindingsFor, commandOf } from '../../../src/ui/keymap.ts';
import { replayBindings } from '../../../src/ui/replay-keys.ts';
import { openCockpit } from '../support/opened-cockpit.ts';

const scenario = loadScenario('meme-generator');

describe('a key of a config file', () => {
  test.each([
    ['P', 'P'],
    ['é', 'é'],
    ['👍', '👍'],
    ['Ctrl+N', 'ctrl+n'],
    ['pageup', 'pageUp'],
    ['Enter', 'return'],
    ['Esc', 'escape'],
    ['Shift+Tab', 'shift+tab'],
    ['', undefined],
    [' ', undefined],
    ['\t', undefined],
    ['F5', undefined],
    ['ctrl+c', undefined],
    ['ctrl+i', undefined],
    ['ctrl+', undefined],
    ['toString', undefined],
  ])('%j is %j', (written, key) => {
    expect(keyNamed(written)).toBe(key);
  });
});

describe('a moved key', () => {
  const keys = { freeze: 'P', quit: 'ctrl+x', toString: 'w' };

  test('does what it did at its new place, and nothing at the old one', () => {
    const bindings = bindingsFor(scenario, keys);
    expect(commandOf(bindings, 'P')).toEqual({ type: 'freeze' });
    expect(commandOf(bindings, 'p')).toBeUndefined();
    expect(commandOf(replayBindings(scenario, keys), 'P')).toEqual({ type: 'freeze' });
    expect(bindings).toHaveLength(bindingsFor(scenario).length);
  });

  test('leaves lines without a name alone', () => {
    const nameless = bindingsFor(scenario).filter(({ name }) => name === undefined);
    expect(rebound(nameless, { freeze: 'P' })).toEqual(nameless);
  });

  test('collides where another line has it', () => {
    const [collision, ...others] = keyCollisions(bindingsFor(scenario, { freeze: 'c' }));
    expect(collision).toMatchObject({ key: 'c', first: { group: 'Modes' }, second: { name: 'freeze' } });
    expect(others).toEqual([]);
  });

  test('is in the footer and in the help, and a second press of it answers no question', async () => {
    await using opened = openCockpit({ keys });
    const { screen } = opened;
    expect((await screen.shows('[ctrl+x]')).at(-1)).not.toContain('[q]');
    await screen.type('p');
    expect((await screen.frame()).join('\n')).not.toContain('FROZEN');
    await screen.type('P');
    await screen.shows('FROZEN');
    await screen.type('?');
    await screen.shows(/ctrl\+x +quit/);
    await screen.type('x\x18\x18');
    await screen.shows('Quit?');
  });
});
