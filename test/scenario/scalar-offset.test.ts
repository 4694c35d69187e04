import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../src/scenario/yaml-source.ts';

/** The text of the file from the place on where the character of the value at `key` stands. */
function textAt(file: string, offset: number): string {
  const [source] = parseYaml('f', file).documents;
  const place = source?.characterAt(['key'], offset) ?? { line: 0, column: 0 };
  return file.split('\n')[place.line - 1]?.slice(place.column - 1) ?? '';
}

describe('a character of a value is found in the file', () => {
  it.each([
    ['plain', 'key: one two three\n', 'two three'],
    ['in single quotes', "key: 'one two three'\n", "two three'"],
    ['in double quotes', 'key: "one two three"\n', 'two three"'],
    ['in a folded block', 'key: >\n  one\n  two three\n', 'two three'],
    ['in a literal block with a comment', 'key: |- # text\n    one\n    two\n    three\n', 'two'],
    ['over several plain lines', 'key: one\n  two three\n', 'two three'],
    ['behind an anchor', 'other: 1\nkey: &a one two\n', 'two'],
    ['through an alias', 'other: &a one two\nkey: *a\n', 'two'],
  ])('%s', (_, file, expected) => {
    expect(textAt(file, 4)).toBe(expected);
  });

  it('and one past the end right behind it', () => {
    expect(textAt('key: one # comment\n', 3)).toBe(' # comment');
  });
});
