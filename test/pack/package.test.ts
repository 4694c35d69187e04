import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../scripts/bundle.ts';
import { type Packed, packBuilt, packedBudgetBytes } from '../../scripts/package/pack.ts';
import { tryPackage } from '../../scripts/package/trial.ts';

describe('the package', () => {
  let folder: string;
  let packed: Packed;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'harmony-pack-'));
    packed = packBuilt(packageRoot, folder);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('is small enough for a conference network', () => {
    expect(packed.bytes).toBeLessThan(packedBudgetBytes);
  });

  test('holds the program, its data, its man page and its licences, and nothing of the workshop', () => {
    const expected = [
      'LICENSE',
      'README.md',
      'bin/harmony.js',
      'dist/THIRD-PARTY-LICENSES.txt',
      'dist/cli/main.js',
      'dist/man/harmony.1',
      'layouts/stage.yaml',
      'package.json',
      'scenarios/meme-generator/scenario.yaml',
    ];
    expect(expected.filter((file) => !packed.files.includes(file))).toEqual([]);
    // Benches build programs of their own into hidden folders beside the bundle.
    expect(packed.files.filter((file) => file.includes('/.'))).toEqual([]);
    expect(packed.files.filter((file) => /^(src|test|scripts|bench|node_modules|docs\/pictures)\//.test(file))).toEqual(
      [],
    );
  });

  test('installs without the network and runs in an empty folder', { timeout: 300_000 }, async () => {
    const tried = await tryPackage(packed.file, process.execPath, folder);
    expect(tried.filter(({ ok }) => !ok)).toEqual([]);
    expect(tried.length).toBeGreaterThan(5);
  });

  test('loads next to nothing before it knows the command', () => {
    const bytes = [...staticImports(join(packageRoot, 'dist/cli/main.js'))].map((file) => statSync(file).size);
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(50_000);
  });

  test('names the licence of every package inside', () => {
    const text = readFileSync(join(packageRoot, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['@kubernetes/client-node', 'commander', 'ink', 'nats', 'react', 'yaml', 'zod'])
      expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+: (MIT|ISC|Apache-2\\.0)$`, 'm'));
    const licences = new Set([...text.matchAll(/^\S+ \d+\.\d+\.\d+\S*: (\S+)$/gm)].map((match) => match[1]));
    const permissive = ['0BSD', 'Apache-2.0', 'BSD-3-Clause', 'ISC', 'MIT', 'Unlicense'];
    expect([...licences].filter((licence) => !permissive.includes(licence ?? ''))).toEqual([]);
  });
});

/** A module of the bundle and all that is loaded with it, before any of it runs. */
function staticImports(file: string, seen: Set<string> = new Set()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const code = readFileSync(file, 'utf8');
  for (const [, specifier = ''] of code.matchAll(/\bimport\s*(?:[^"'();]*?from\s*)?["'](\.[^"']+)["']/g))
    staticImports(resolve(dirname(file), specifier), seen);
  return seen;
}
