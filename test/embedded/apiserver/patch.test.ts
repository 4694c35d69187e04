import { describe, expect, test } from 'vitest';
import { jsonPatch } from '../../../src/embedded/apiserver/patch/json-patch.ts';
import { mergePatch } from '../../../src/embedded/apiserver/patch/merge-patch.ts';
import { strategicMerge } from '../../../src/embedded/apiserver/patch/strategic-merge.ts';

describe('a JSON patch', () => {
  test.each<[string, unknown, unknown, unknown]>([
    ['adds a field', { a: 1 }, [{ op: 'add', path: '/b', value: 2 }], { a: 1, b: 2 }],
    ['inserts into a list', { a: [1, 3] }, [{ op: 'add', path: '/a/1', value: 2 }], { a: [1, 2, 3] }],
    ['appends to a list', { a: [1] }, [{ op: 'add', path: '/a/-', value: 2 }], { a: [1, 2] }],
    [
      'removes',
      { a: [1, 2], b: 1 },
      [
        { op: 'remove', path: '/a/0' },
        { op: 'remove', path: '/b' },
      ],
      { a: [2] },
    ],
    ['replaces an item', { a: [1, 2] }, [{ op: 'replace', path: '/a/1', value: 3 }], { a: [1, 3] }],
    ['replaces everything', { a: 1 }, [{ op: 'replace', path: '', value: { b: 1 } }], { b: 1 }],
    ['moves', { a: { b: 1 } }, [{ op: 'move', from: '/a/b', path: '/c' }], { a: {}, c: 1 }],
    ['copies', { a: 1 }, [{ op: 'copy', from: '/a', path: '/b' }], { a: 1, b: 1 }],
    [
      'reads escaped names',
      { 'a/b': { '~': 1 } },
      [{ op: 'replace', path: '/a~1b/~0', value: 2 }],
      { 'a/b': { '~': 2 } },
    ],
    ['goes on after a test that holds', { a: [1] }, [{ op: 'test', path: '/a', value: [1] }], { a: [1] }],
  ])('%s', (_case, target, patch, expected) => {
    expect(jsonPatch(target, patch)).toEqual(expected);
  });

  test.each<[string, unknown, number]>([
    ['is not a list', {}, 400],
    ['has an unknown operation', [{ op: 'what', path: '/a' }], 400],
    ['has a path that is none', [{ op: 'add', path: 'a', value: 1 }], 400],
    ['removes what is not there', [{ op: 'remove', path: '/b' }], 422],
    ['points past a list', [{ op: 'add', path: '/a/5', value: 1 }], 422],
    ['points at a number with a leading zero', [{ op: 'remove', path: '/a/00' }], 422],
    ['fails a test', [{ op: 'test', path: '/a', value: [2] }], 422],
    ['goes through the prototype', [{ op: 'add', path: '/__proto__/polluted', value: 1 }], 422],
  ])('is refused when it %s', (_case, patch, code) => {
    expect(() => jsonPatch({ a: [1] }, patch)).toThrow(expect.objectContaining({ code }));
  });

  test('leaves the original as it was', () => {
    const target = { a: [1, { b: 1 }] };
    jsonPatch(target, [{ op: 'add', path: '/a/1/c', value: 2 }]);
    expect(target).toEqual({ a: [1, { b: 1 }] });
  });
});

// The examples of RFC 7386, appendix A.
test.each<[unknown, unknown, unknown]>([
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])('merge patch of %j with %j', (target, patch, expected) => {
  expect(mergePatch(target, patch)).toEqual(expected);
});

describe('a strategic merge patch', () => {
  const live = {
    containers: [
      { name: 'a', image: 'a:1' },
      { name: 'b', image: 'b:1' },
    ],
  };

  test.each<[string, Record<string, unknown>, Record<string, unknown>, unknown]>([
    [
      'merges items by key',
      live,
      { containers: [{ name: 'b', image: 'b:2' }] },
      {
        containers: [
          { name: 'a', image: 'a:1' },
          { name: 'b', image: 'b:2' },
        ],
      },
    ],
    [
      'deletes an item',
      live,
      { containers: [{ name: 'a', $patch: 'delete' }] },
      { containers: [{ name: 'b', image: 'b:1' }] },
    ],
    ['deletes an item that is not there', live, { containers: [{ name: 'z', $patch: 'delete' }] }, live],
    ['replaces a list', live, { containers: [{ $patch: 'replace' }, { name: 'c' }] }, { containers: [{ name: 'c' }] }],
    [
      'orders items',
      live,
      { '$setElementOrder/containers': [{ name: 'b' }, { name: 'a' }] },
      { containers: live.containers.toReversed() },
    ],
    [
      'puts a new item where the order says',
      live,
      { '$setElementOrder/containers': [{ name: 'c' }, { name: 'a' }, { name: 'b' }], containers: [{ name: 'c' }] },
      { containers: [{ name: 'c' }, ...live.containers] },
    ],
    ['replaces a list without keys', { args: ['a', 'b'] }, { args: ['c'] }, { args: ['c'] }],
    [
      'adds to a set and takes from it',
      { finalizers: ['a', 'b'] },
      { finalizers: ['c'], '$deleteFromPrimitiveList/finalizers': ['a'] },
      { finalizers: ['b', 'c'] },
    ],
    [
      'keeps the named keys',
      { type: 'RollingUpdate', rollingUpdate: {} },
      { type: 'Recreate', $retainKeys: ['type'] },
      { type: 'Recreate' },
    ],
    ['replaces a map', { a: { b: 1 } }, { a: { $patch: 'replace', c: 1 } }, { a: { c: 1 } }],
    ['removes a field', { a: 1, b: 2 }, { a: null }, { b: 2 }],
    [
      'keys the ports of services by port',
      { ports: [{ port: 80, name: 'x' }] },
      { ports: [{ port: 80, name: 'y' }] },
      { ports: [{ port: 80, name: 'y' }] },
    ],
  ])('%s', (_case, target, patch, expected) => {
    expect(strategicMerge(target, patch)).toEqual(expected);
  });

  test('is refused when an item lacks its key', () => {
    expect(() => strategicMerge(live, { containers: [{ image: 'x' }] })).toThrow('merge key');
  });
});
