import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../src/scenario/manifest.ts';

const rules = { namespace: 'shop', otherNamespaces: false };

function namesIn(text: string): readonly string[] {
  const { objects, problems } = parseManifest('m.yaml', text, rules);
  expect(problems).toEqual([]);
  return objects.map(({ object }) => `${object.kind}/${object.metadata.namespace ?? '-'}/${object.metadata.name}`);
}

describe('a manifest is read as kubectl reads it', () => {
  it.each([
    [
      'several documents, with comments and empty ones between',
      '# first\n---\napiVersion: v1\nkind: Service\nmetadata: { name: a }\n---\n---\n# nothing\n---\nnull\n---\napiVersion: v1\nkind: Service\nmetadata: { name: b, namespace: shop }\n',
      ['Service/shop/a', 'Service/shop/b'],
    ],
    [
      'a List',
      'apiVersion: v1\nkind: List\nitems:\n  - { apiVersion: v1, kind: Service, metadata: { name: a } }\n  - { apiVersion: v1, kind: Node, metadata: { name: n1 } }\n',
      ['Service/shop/a', 'Node/-/n1'],
    ],
    ['JSON', '{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"}}', ['Service/shop/a']],
    [
      'anchors and merge keys',
      'apiVersion: v1\nkind: Service\nmetadata: &m { name: a, labels: { app: x } }\nspec: { <<: *m }\n',
      ['Service/shop/a'],
    ],
    [
      'Windows line ends and a byte order mark',
      '\uFEFFapiVersion: v1\r\nkind: Service\r\nmetadata:\r\n  name: a\r\n',
      ['Service/shop/a'],
    ],
  ])('%s', (_, text, expected) => {
    expect(namesIn(text)).toEqual(expected);
  });

  it('fields nobody here knows are kept', () => {
    const text =
      'apiVersion: v1\nkind: Service\nmetadata: { name: a, finalizers: [x] }\nspec: { ports: [{ port: 80 }] }\n';
    expect(parseManifest('m.yaml', text, rules).objects[0]?.object).toEqual({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'a', namespace: 'shop', finalizers: ['x'] },
      spec: { ports: [{ port: 80 }] },
    });
  });
});

describe('objects of the cluster around the target', () => {
  it('may be in another namespace', () => {
    const text = 'apiVersion: v1\nkind: Service\nmetadata: { name: prometheus, namespace: monitoring }\n';
    const { objects } = parseManifest('m.yaml', text, { ...rules, otherNamespaces: true });
    expect(objects[0]?.object.metadata.namespace).toBe('monitoring');
  });
});

/** Nine levels, each of which names the one before nine times. */
const explosion = [...'bcdefghij']
  .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(', ')}]\n`)
  .join('');

it.each([
  ['a file without objects', '# nothing\n', '1:1: there is no object in this file'],
  [
    'an item of a List without a name',
    'apiVersion: v1\nkind: List\nitems:\n  - { apiVersion: v1, kind: Service, metadata: {} }\n',
    '4:38: "name" is missing',
  ],
  [
    'an octal number',
    'apiVersion: v1\nkind: A\nmetadata: { name: a }\nspec: { mode: 0644 }\n',
    '4:15: kubectl reads 0644 as 420',
  ],
  [
    'an anchor inside itself',
    'apiVersion: v1\nkind: A\nmetadata: { name: a }\nspec: &s { again: *s }\n',
    '4:19: "*s" stands inside what it names',
  ],
  ['an anchor inside its own list', 'kind: &a [*a]\n', '1:11: "*a" stands inside what it names'],
  ['an explosion of aliases', `a: &a [1]\n${explosion}`, '1:1: too many aliases'],
  [
    'a name Kubernetes refuses',
    'apiVersion: v1\nkind: A\nmetadata: { name: Meme_Backend }\n',
    '3:19: "name" cannot be "Meme_Backend"',
  ],
])('%s is told', (_, text, expected) => {
  const { problems } = parseManifest('m.yaml', text, rules);
  expect(problems.map(({ line, column, message }) => `${line}:${column}: ${message}`)).toEqual([expected]);
});
