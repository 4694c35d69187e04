import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { patchBetween, patched } from '../../src/attach/value-patch.ts';

const leaf = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null));
const { value: anyValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), tie('value'), { noNullPrototype: true }),
  ),
}));
const anyMap = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...'abcdefgh'), anyValue), { selector: ([key]) => key })
  .map((entries) => new Map(entries));

/** With the order of its entries, which a reader of a map sees. */
const ordered = (value: unknown) => (value instanceof Map ? [...value] : value);

/** What arrives at the other end of a socket. */
function sent<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

describe('a patch between two values', () => {
  test('makes the one of the other, over a socket', () => {
    fc.assert(
      fc.property(fc.oneof(fc.tuple(anyValue, anyValue), fc.tuple(anyMap, anyMap)), ([before, after]) => {
        const patch = patchBetween(before, after);
        expect(ordered(patch === undefined ? before : patched(before, sent(patch)))).toEqual(ordered(after));
      }),
    );
  });

  test('does not exist where they are alike, be they the same or not', () => {
    fc.assert(
      fc.property(fc.oneof(anyValue, anyMap), (value) => {
        expect(patchBetween(value, structuredClone(value))).toBeUndefined();
      }),
    );
  });

  test('holds no more than what differs', () => {
    const pods = [
      { name: 'a', ready: false },
      { name: 'b', ready: true },
    ] as const;
    const before = new Map(pods.map((pod) => [pod.name, pod]));
    expect(patchBetween(before, new Map(before).set('a', { name: 'a', ready: true } as never))).toEqual({
      entries: [['a', { fields: { ready: { set: true } } }]],
      late: 0,
    });
    const moments = [1, 2, 3, 4];
    expect(patchBetween(moments, [3, 4, 5])).toEqual({ drop: 2, keep: 2, rest: [5] });
  });

  test('leaves what it says nothing of as the same object', () => {
    const before = { pods: new Map([['a', {}]]), log: [{ id: 1 }] };
    const patch = patchBetween(before, { ...before, log: [...before.log, { id: 2 }] });
    const after = patched(before, sent(patch) ?? { set: undefined }) as typeof before;
    expect(after.pods).toBe(before.pods);
    expect(after.log[0]).toBe(before.log[0]);
  });
});
