import { expect, test } from 'vitest';
import { lineAt, roomOf, sourceFiles } from '../rules/source-files.ts';

/** Types cost nothing; anything else of the room brings the Kubernetes library along, a quarter of a second before the first frame. */
const staticImport = /^(?:import|export)\s+(?!type\b)[^;]*?from\s*'[^']*\/kube\/[^']+'/gm;

test('what speaks to real clusters is loaded when it is needed', () => {
  const found = sourceFiles('src')
    .filter(({ path }) => roomOf(path) !== 'kube')
    .flatMap(({ path, code }) => [...code.matchAll(staticImport)].map(({ index }) => `${path}:${lineAt(code, index)}`));
  expect(found).toEqual([]);
  expect("import { openKubeCluster } from '../kube/open-kube-cluster.ts';").toMatch(staticImport);
  expect("import type { KubeCluster } from '../kube/kube-cluster.ts';").not.toMatch(staticImport);
});
