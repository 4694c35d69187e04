import { describe, expect, test } from 'vitest';
import { importsOf, packageOf, resolveImport } from './source-files.ts';

describe('imports of a module', () => {
  test.each([
    ["import { a } from './a.ts';", ['./a.ts']],
    ["import type { A } from '../a.ts';", ['../a.ts']],
    ["import * as a from 'a';", ['a']],
    ["import a, { type B } from 'a';", ['a']],
    ["import 'a';", ['a']],
    ["export { a } from './a.ts';", ['./a.ts']],
    ["export type * from './a.ts';", ['./a.ts']],
    ["const { a } = await import('./a.ts');", ['./a.ts']],
    ['import {\n  a,\n  b,\n} from "./a.ts";', ['./a.ts']],
    ["export const from = 'here';", []],
    ["import { a } from './a.ts';\nimport { b } from './b.ts';", ['./a.ts', './b.ts']],
  ])('%j names %j', (code, specifiers) => {
    expect(importsOf(code).map(({ specifier }) => specifier)).toEqual(specifiers);
  });

  test('have the line they stand on', () => {
    expect(importsOf("\n\nimport { a } from './a.ts';")).toEqual([{ specifier: './a.ts', line: 3 }]);
  });

  test('resolve to files of the package', () => {
    expect(resolveImport('src/ui/panes/queue.tsx', '../../session/state.ts')).toBe('src/session/state.ts');
  });

  test('belong to packages, or to none', () => {
    expect(packageOf('@kubernetes/client-node/dist/config.js')).toBe('@kubernetes/client-node');
    expect(packageOf('ink')).toBe('ink');
    expect(packageOf('node:fs')).toBeUndefined();
    expect(packageOf('./a.ts')).toBeUndefined();
  });
});
