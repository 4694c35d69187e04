import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type LocatedObject, parseManifest } from '../../src/scenario/manifest.ts';
import type { Scenario } from '../../src/scenario/model.ts';

/** The manifests in a part of a built-in scenario's folder, relative to it. */
export function manifestFiles(scenario: Scenario, ...parts: readonly string[]): readonly string[] {
  const folder = dirname(scenario.file);
  return parts.flatMap((part) => readdirSync(join(folder, part)).map((file) => `${part}/${file}`)).sort();
}

/** The objects in one of its files, and what is wrong with them. */
export function manifestIn(scenario: Scenario, file: string): ReturnType<typeof parseManifest> {
  const rules = { namespace: scenario.target.namespace, otherNamespaces: file.startsWith('cluster/') };
  return parseManifest(file, readFileSync(join(dirname(scenario.file), file), 'utf8'), rules);
}

/** All objects in some of its files. */
export function objectsIn(scenario: Scenario, ...parts: readonly string[]): readonly LocatedObject['object'][] {
  return manifestFiles(scenario, ...parts).flatMap((file) =>
    manifestIn(scenario, file).objects.map(({ object }) => object),
  );
}

/** Files that modes, loads and the embedded cluster take their objects from. */
export function usedFiles({ modes, loads, embedded }: Scenario): readonly string[] {
  const used = [
    ...modes.flatMap(({ apply }) => apply),
    ...loads.flatMap((load) => ('job' in load ? [load.job] : [])),
    ...embedded.objects,
  ];
  return [...new Set(used.map(({ file }) => file))].sort();
}

/** An object that a mode applies. */
export function appliedIn<T>(scenario: Scenario, mode: string, kind: string, name?: string): T | undefined {
  const objects = scenario.modes.find(({ id }) => id === mode)?.apply.map(({ object }) => object);
  const found = objects?.find(
    (object) => object.kind === kind && (name === undefined || object.metadata.name === name),
  );
  return found as T | undefined;
}
