import type { Key } from 'ink';
import { describe, expect, test } from 'vitest';
import { builtInKeys } from '../../../src/scenario/built-in-keys.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { keyNames } from '../../../src/ui/cockpit/key-names.ts';
import { bindingsFor, commandOf } from '../../../src/ui/keymap.ts';

const noKey: Key = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
  super: false,
  hyper: false,
  capsLock: false,
  numLock: false,
};

describe('key presses', () => {
  test.each([
    ['c', {}, ['c']],
    ['jjj', {}, ['j', 'j', 'j']],
    ['\tx', {}, ['tab', 'x']],
    [' 1', {}, ['space', '1']],
    ['', { tab: true, shift: true }, ['shift+tab']],
    ['', { pageDown: true }, ['pageDown']],
    ['', { delete: true }, ['backspace']],
    ['l', { ctrl: true }, ['ctrl+l']],
    ['a\u000C', {}, ['a', 'ctrl+l']],
    ['x', { meta: true }, []],
    ['c', { eventType: 'release' as const }, []],
  ])('%j with %j are %j', (input, key, names) => {
    expect(keyNames(input, { ...noKey, ...key })).toEqual(names);
  });
});

describe('the table of keys', () => {
  const scenario = loadScenario('meme-generator');
  const bindings = bindingsFor(scenario);

  test('gives every mode and load its key', () => {
    expect(commandOf(bindings, 'c')).toEqual({ type: 'session', action: { type: 'flipMode', mode: 'conflict' } });
    expect(commandOf(bindings, '2')).toEqual({ type: 'session', action: { type: 'startLoad', load: 'burst-4000' } });
    expect(commandOf(bindings, 'j')).toBeUndefined();
  });

  test('has each key once', () => {
    const keys = bindings.flatMap((binding) => binding.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('uses only keys that scenarios may not take', () => {
    const reserved = new Set(builtInKeys.map(({ key }) => key.toLowerCase()));
    const own = bindingsFor(undefined).flatMap(({ keys }) => keys.filter((key) => key.length === 1 && key !== '='));
    expect(own.filter((key) => !reserved.has(key.toLowerCase()))).toEqual([]);
  });
});
