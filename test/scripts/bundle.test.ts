import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle, packageRoot } from '../../scripts/bundle.ts';

const probe = join(import.meta.dirname, 'fixtures/probe.ts');

/** Plain, styled, wide, combining, unfinished and hyperlinked texts. */
const texts = [
  '',
  'plain',
  '│ 10 ┤╭─╮ ●◐◌ ▁▂▃ ⣿ 100 %',
  '\u001b[31mred\u001b[39m and \u001b[1;4mbold\u001b[0m',
  '猫 and 👩‍👩‍👧 and e\u0301 and ﾊﾞ',
  '\u001b]8;;https://example.invalid\u0007link\u001b]8;;\u0007',
  '\u001b[38;5;203',
  'two\nlines',
];

describe('a bundle', () => {
  let dir: string;

  beforeAll(async () => {
    // Inside the package, so that it is found to be made of ES modules.
    dir = mkdtempSync(join(packageRoot, 'node_modules/.bundle-test-'));
    await bundle({ name: 'probe', file: probe }, dir);
  });

  afterAll(() => rmSync(dir, { recursive: true }));

  test('measures and draws text as Ink does without stand-ins, the second time as well', () => {
    const bundled: unknown = JSON.parse(run(join(dir, 'cli/probe.js')));
    const original: unknown = JSON.parse(run(probe));
    expect(bundled).toEqual(original);
    expect(original).toHaveLength(texts.length * 2);
  });
});

function run(file: string): string {
  return execFileSync(process.execPath, [file, JSON.stringify(texts)], { encoding: 'utf8' });
}
