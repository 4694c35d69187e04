import type { Random } from '../../src/embedded/world.ts';
import { pick } from './mutate-text.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What stands where something else is expected. */
const oddValues: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e300,
  Number.MAX_SAFE_INTEGER,
  -2_147_483_649,
  '',
  'x',
  '0',
  '-1',
  '1e400',
  '10%',
  '5s',
  '250m',
  [],
  {},
  [null],
  [[]],
  [{}],
  { name: null },
  { name: 'x' },
  ['x', 'x'],
  'a\u001b[2Jb',
  'zwei\nZeilen',
  'x'.repeat(300),
  '../../x',
  '2025-01-01T00:00:00Z',
  '9999-99-99T99:99:99Z',
  { toString: 1 },
  { length: 3 },
  { constructor: 'x' },
  { hasOwnProperty: 0 },
];

const oddKeys = ['__proto__', 'constructor', 'toString', 'name', '', ' ', '0', 'length', 'x y', '\u001b[31m'];

/** Plain data with one to three of its parts changed; the data itself stays. */
export function mutateData(random: Random, data: unknown, words: readonly string[]): unknown {
  let changed = data;
  for (let times = 1 + random.integer(3); times > 0; times -= 1)
    changed = changeAt(random, changed, words, depthOf(random));
  return changed;
}

/** How far down a change goes before it may happen. */
function depthOf(random: Random): number {
  return random.integer(9);
}

function changeAt(random: Random, data: unknown, words: readonly string[], depth: number): unknown {
  if (typeof data !== 'object' || data === null) return oddValue(random, data, words);
  const entries = Object.entries(data);
  const [key, value] = entries.length > 0 ? pick(random, entries) : ['', undefined];
  if (depth > 0 && value !== undefined) {
    return withEntry(data, key, changeAt(random, value, words, depth - 1));
  }
  switch (random.integer(7)) {
    case 0:
      return withoutEntry(data, key);
    case 1:
      return withEntry(data, pick(random, [...oddKeys, ...words]), oddValue(random, value, words));
    case 2:
      return Array.isArray(data) ? [...data, ...data] : withEntry(data, `${key}x`, value);
    case 3:
      return Array.isArray(data) ? data.toReversed() : withEntry(withoutEntry(data, key), pick(random, oddKeys), value);
    case 4:
      return oddValue(random, data, words);
    case 5:
      return nested(data, 2 + random.integer(random.integer(10) === 0 ? 150 : 4), random.integer(2) === 0);
    default:
      return withEntry(data, key, oddValue(random, value, words));
  }
}

function oddValue(random: Random, value: unknown, words: readonly string[]): unknown {
  if (random.integer(3) === 0) return pick(random, words);
  if (typeof value === 'string' && random.integer(3) === 0) return value.slice(0, random.integer(value.length + 1));
  if (typeof value === 'number' && random.integer(2) === 0) return value * pick(random, [-1, 0.5, 1000, 1e12]);
  return pick(random, oddValues);
}

function withEntry(data: object, key: string, value: unknown): unknown {
  if (Array.isArray(data)) {
    const index = Number(key);
    return key !== '' && Number.isInteger(index) && index in data ? data.with(index, value) : [...data, value];
  }
  // As JSON.parse does, and an assignment does not: a field of this name, not another prototype.
  return Object.defineProperty({ ...data } as Fields, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function withoutEntry(data: object, key: string): object {
  if (Array.isArray(data)) return data.filter((_, index) => String(index) !== key);
  return Object.fromEntries(Object.entries(data).filter(([name]) => name !== key));
}

function nested(data: unknown, levels: number, inLists: boolean): unknown {
  let value = data;
  for (let level = 0; level < levels; level += 1) value = inLists ? [value] : { name: value };
  return value;
}
