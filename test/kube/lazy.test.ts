import { describe, expect, test } from 'vitest';
import { resolveImport, sourceFiles } from '../rules/source-files.ts';

/** Types cost nothing; any other static import brings what it names along. */
const staticImport = /^(?:import|export)\s+(?!type\b)(?:[^;']*?from\s*)?'(\.[^']+)'/gm;

const codeOf = new Map(sourceFiles('src').map(({ path, code }) => [path, code]));

/** Everything that is loaded together with a module. */
function loadedWith(entry: string, seen: Set<string> = new Set()): ReadonlySet<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  for (const [, specifier = ''] of (codeOf.get(entry) ?? '').matchAll(staticImport)) {
    loadedWith(resolveImport(entry, specifier), seen);
  }
  return seen;
}

const inKube = (path: string) => path.startsWith('src/kube/');

describe('what speaks to real clusters, a quarter of a second to load', () => {
  test.each([
    'src/cli/main.ts',
    'src/cli/program.ts',
    'src/cli/show-cockpit.tsx',
    'src/cli/open-run.ts',
    'src/cli/open-embedded-run.ts',
  ])('is not loaded with %s', (entry) => {
    const loaded = loadedWith(entry);
    expect(loaded.size).toBeGreaterThan(1);
    expect([...loaded].filter(inKube)).toEqual([]);
  });

  test('is loaded with what opens a real cluster', () => {
    expect([...loadedWith('src/cli/live/open-live-run.ts')].some(inKube)).toBe(true);
  });
});
