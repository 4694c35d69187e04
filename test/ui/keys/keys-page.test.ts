import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keysPage, keysPageFile } from '../../../scripts/keys-page.ts';
import { builtInKeys } from '../../../src/scenario/built-in-keys.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { builtInBindings } from '../../../src/ui/built-in-bindings.ts';
import { footerLine } from '../../../src/ui/chrome/footer.ts';
import { helpLines, helpScrollLimit } from '../../../src/ui/chrome/help.ts';
import { keyCollisions, keyNamed } from '../../../src/ui/input/rebind.ts';
import { type Binding, bindingsFor } from '../../../src/ui/keymap.ts';
import { replayBindings, replayKeys } from '../../../src/ui/replay-keys.ts';
import { plain } from '../../../src/ui/text/line.ts';

const scenario = loadScenario('meme-generator');
const page = readFileSync(join(import.meta.dirname, '../../..', keysPageFile), 'utf8');

/** Keys and what they do, as the page has them. */
const pageRows = [...page.matchAll(/^\| (`.*?) \| (.*?) \|/gm)].map(([, keys = '', help]) => ({
  keys: [...keys.matchAll(/`(\S+)`/g)].map(([, key]) => key),
  help,
}));

/** All that the help shows on a screen of that size, scrolled through to its end. */
function helpText(bindings: readonly Binding[], columns: number, rows: number): string {
  const size = { columns, rows };
  const limit = helpScrollLimit(bindings, size);
  const screens = Array.from({ length: limit + 1 }, (_, scroll) => helpLines(bindings, size, scroll));
  return screens.map((lines) => lines.map(plain).join('\n')).join('\n');
}

test('the page about keys is that of the keymap; `npm run docs:keys` writes it anew', () => {
  expect(page).toBe(keysPage());
});

test('the page has every key of Harmony and of a replay, and no other', () => {
  const expected = [...builtInBindings, ...replayKeys].map(({ keys, shown, help }) => ({
    keys: keys.length > 1 ? keys : [shown],
    help,
  }));
  expect(pageRows).toEqual(expected);
});

describe.each([
  ['a run', bindingsFor(scenario)],
  ['a replay', replayBindings(scenario)],
])('in %s', (_, bindings) => {
  test.each([
    [80, 24],
    [120, 40],
    [200, 60],
  ])('the help has every key at %ix%i, and what it does', (columns, rows) => {
    const text = helpText(bindings, columns, rows);
    for (const { shown, help } of bindings) {
      expect(text).toMatch(new RegExp(`^.*${escaped(shown)} +${escaped(help)}`, 'm'));
    }
  });

  test('the footer has no key that the help and the page have not', () => {
    const hints = bindings.map((binding) => ({ binding, enabled: true }));
    const shown = [...plain(footerLine(hints, 400)).matchAll(/\[(\S+?)\]/g)].map(([, key]) => key);
    expect(shown).toEqual(bindings.filter(({ rank }) => rank !== undefined).map((each) => each.shown));
    const ofScenario = [...scenario.modes, ...scenario.loads].map(({ key }) => key);
    const documented = [...ofScenario, ...pageRows.flatMap(({ keys }) => keys)];
    expect(documented).toEqual(expect.arrayContaining(shown));
  });

  test('no two do different things', () => {
    expect(keyCollisions(bindings)).toEqual([]);
  });
});

test('scenarios are kept from every key of Harmony that is one character, and from no other', () => {
  const kept = builtInKeys.flatMap(({ key }) => keyNamed(key) ?? []);
  expect(kept).toHaveLength(builtInKeys.length);
  const own = builtInBindings.flatMap(({ keys }) => keys);
  expect(own).toEqual(expect.arrayContaining(kept));
  expect(kept).toEqual(expect.arrayContaining(own.filter((key) => /^[A-Za-z0-9]$/.test(key))));
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
