import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../src/cli/config/parse-config.ts';
import { ScenarioError } from '../../../src/scenario/problem.ts';

/** What is said of a config file, a line per problem. */
function complaints(text: string): readonly string[] {
  try {
    parseConfig('config.yaml', text);
  } catch (error) {
    if (error instanceof ScenarioError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('a config file', () => {
  test('says what is wanted always', () => {
    const text = ['theme: light', 'layout: sre', 'mouse: false', 'keys:', '  freeze: P', '  nextLayout: Ctrl+N', ''];
    expect(parseConfig('config.yaml', text.join('\n'))).toEqual({
      theme: 'light',
      layout: 'sre',
      mouse: false,
      keys: { freeze: 'P', nextLayout: 'ctrl+n' },
    });
  });

  test.each(['', '\n\n', '# nothing yet\n', '# nothing\n\n  # yet'])('may say nothing: %j', (text) => {
    expect(parseConfig('config.yaml', text)).toEqual({});
  });

  test('may swap two keys', () => {
    expect(parseConfig('config.yaml', 'keys: {zoom: p, freeze: z}').keys).toEqual({ zoom: 'p', freeze: 'z' });
  });

  test.each([
    [
      'theme: drak',
      'config.yaml:1:8: "theme" must be one of dark, light, high-contrast, deuteranopia, not the text "drak"; did you mean "dark"?',
    ],
    ['themes: dark', 'config.yaml:1:1: unknown key "themes"; did you mean "theme"?'],
    ['mouse: off', 'config.yaml:1:8: "mouse" must be true or false, not the text "off"'],
    ['keys:\n  freez: P', 'config.yaml:2:3: nothing is called "freez"; did you mean "freeze"?'],
    ['keys:\n  freeze: 7', 'config.yaml:2:11: "freeze" must be a text, not the number 7'],
    [
      'keys:\n  freeze: F13',
      'config.yaml:2:11: "F13" is not a key that "freeze" can have; give it one character, or a key like Space, Tab, PageUp, Ctrl+N',
    ],
    [
      'keys:\n  freeze: ctrl+c',
      'config.yaml:2:11: "ctrl+c" is not a key that "freeze" can have; give it one character, or a key like Space, Tab, PageUp, Ctrl+N',
    ],
    [
      'keys:\n  freeze: z',
      'config.yaml:2:11: key "z" of "freeze" is also that of "zoom"; give one of them another key',
    ],
    ['keys:\n  zoom: s', 'config.yaml:2:9: key "s" of "zoom" is also that of "snapshot"; give one of them another key'],
    [
      'keys:\n  freeze: n',
      'config.yaml:2:11: key "n" of "freeze" is also a replay\'s for "next cue, act, mode or rescale"; give one of them another key',
    ],
    ['layout: sre\nlarge: true', 'config.yaml:2:8: "large" is a layout, and "layout" names another; keep one of them'],
  ])('%j is refused where it is wrong', (text, complaint) => {
    expect(complaints(text)).toEqual([complaint]);
  });

  test('two moved keys that meet are one mistake', () => {
    expect(complaints('keys: {zoom: w, freeze: w}')).toHaveLength(1);
  });

  test('that is no YAML is refused with its place', () => {
    expect(complaints('keys: {')[0]).toMatch(/^config\.yaml:1:\d+: /);
  });
});
