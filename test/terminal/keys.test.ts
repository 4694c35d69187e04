import { describe, expect, test } from 'vitest';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { bindingsFor } from '../../src/ui/keymap.ts';
import { sequenceOf } from '../ui/support/random-input.ts';
import { CockpitTerminal, focusedPane, titlesOn } from './cockpit-terminal.ts';
import type { Screen } from './screen.ts';

/** What a key shows, when the keys before it in its story have been pressed. */
type Effect = RegExp | ((screen: Screen) => boolean);
type Story = readonly (readonly [key: string, effect: Effect])[];

const one = (screen: Screen) => titlesOn(screen).length === 1;
const many = (screen: Screen) => titlesOn(screen).length > 3;
const focus = (title: string) => (screen: Screen) => focusedPane(screen) === title;
const scrolled = (above: RegExp | undefined) => (screen: Screen) =>
  above === undefined ? !screen.text.includes('↑ ') : above.test(screen.text);

/** Each in a cockpit of its own: every key of the keymap is in one of them. */
const stories: Readonly<Record<string, Story>> = {
  'looking around': [
    ['?', /any key goes back/],
    ['escape', many],
    ['tab', focus('Replicas')],
    ['tab', focus('Pods')],
    ['shift+tab', focus('Replicas')],
    ['z', one],
    ['escape', many],
    ['escape', (screen) => focusedPane(screen) === undefined],
    ['right', /Metric .* 2\/3/],
    ['left', /Metric .* 1\/3/],
    ['return', /"kind": "\w+List"/],
    ['escape', (screen) => !screen.text.includes('"kind"')],
    ['/', /No list has the focus/],
    ['L', /Layout: Four panes/],
    ['p', /FROZEN/],
    ['ctrl+l', /FROZEN/],
  ],
  'a long list': [
    ['tab', focus('Replicas')],
    ['tab', focus('Pods')],
    ['/', /filter \//],
    ['return', (screen) => !screen.text.includes('filter /')],
    ['return', /"metadata": \{/],
    ['down', scrolled(/↑ 1 more/)],
    ['up', scrolled(undefined)],
    ['pageDown', scrolled(/↑ \d+ more/)],
    ['pageUp', scrolled(undefined)],
    ['end', (screen) => /↑ \d+ more/.test(screen.text) && !/┃ ↓ \d|more {3}↓/.test(screen.text)],
    ['home', scrolled(undefined)],
  ],
  'stretches of time': [
    ...Array.from({ length: 7 }, () => ['+', /./] as const),
    ['+', /no longer stretch of time/],
    ...Array.from({ length: 9 }, () => ['-', /./] as const),
    ['-', /no shorter stretch of time/],
    ...Array.from({ length: 9 }, () => ['=', /./] as const),
    ['=', /no longer stretch of time/],
  ],
  'what surrounds the run': [
    ['s', /Snapshot: /],
    ['R', /being recorded: /],
    ['R', /was recorded: /],
    ['T', /Nobody else changes this target/],
    ['F', /cannot be lost/],
    ['K', /kubectl on this cluster/],
    ['escape', (screen) => !screen.text.includes('kubectl on this cluster')],
    // What it does where there is a shell to go back to is told by the test of job control.
    ['ctrl+z', (screen) => screen.alternate && many(screen)],
  ],
  'the talk': [
    ['space', /ACT I HOOK/],
    ['backspace', /first cue|ACT I|previous/],
    ['g', /Go to/],
    ['escape', (screen) => !screen.text.includes('Go to')],
    ['a', /autopilot/],
    ['a', /autopilot (is )?off|ACT I/],
  ],
  'modes and loads': [
    ['k', /mode KEDA on lag only/],
    ['c', /HPA against KEDA/],
    ['x', /Both figures in one ScaledObject/],
    ['h', /One shared signal/],
    ['b', /Manual HPA only/],
    ['1', /burst-6000/],
    ['2', /burst-4000/],
    ['3', /burst-20000/],
    ['4', /load-demo/],
    ['r', /mode Manual HPA only/],
    ['q', /Quit\?/],
  ],
};

describe('in a terminal', () => {
  test.each(Object.entries(stories))('the keys of %s do what the table says', async (_, story) => {
    await using terminal = new CockpitTerminal();
    await terminal.opened();
    for (const [key, effect] of story) {
      const { frames } = terminal;
      terminal.type(sequenceOf(key));
      await terminal.waitFor(`what ${key} shows`, (screen) =>
        effect instanceof RegExp ? effect.test(screen.text) : effect(screen),
      );
      // Right behind an Esc, a character would be taken for Alt and that character.
      if (key === 'escape') await terminal.waitFor('another frame', () => terminal.frames > frames + 1);
    }
  });

  test('every key of the keymap is in one of the stories', () => {
    const told = new Set(Object.values(stories).flatMap((story) => story.map(([key]) => key)));
    const keys = bindingsFor(loadScenario('meme-generator')).flatMap((binding) => binding.keys);
    expect(keys.filter((key) => !told.has(key))).toEqual([]);
  });
});
