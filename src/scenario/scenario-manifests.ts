import type { ManifestReader, ReadObject } from './manifest-reader.ts';
import type { Problem } from './problem.ts';
import type { ScenarioSections } from './schema/scenario-file.ts';
import { type Path, problemAt, type YamlSource } from './yaml-source.ts';

/** The objects of all manifests a scenario names, by what names them. */
export interface ScenarioManifests {
  readonly modes: ReadonlyMap<
    string,
    { readonly apply: readonly ReadObject[]; readonly delete: readonly ReadObject[] }
  >;
  readonly jobs: ReadonlyMap<string, ReadObject>;
  readonly embedded: readonly ReadObject[];
  readonly problems: readonly Problem[];
}

/** Reads the manifests of every section that is right by itself. Without a target there is no namespace to hold them to, and nothing is read. */
export function readManifests(
  source: YamlSource,
  sections: ScenarioSections,
  reader: ManifestReader,
): ScenarioManifests {
  const modes = new Map<string, { apply: readonly ReadObject[]; delete: readonly ReadObject[] }>();
  const jobs = new Map<string, ReadObject>();
  const problems: Problem[] = [];
  if (!sections.target) return { modes, jobs, embedded: [], problems };
  const { namespace } = sections.target;
  const all = (files: readonly string[], path: Path, otherNamespaces = false) => {
    const objects = files.flatMap((file, index) => reader.read(file, [...path, index], { namespace, otherNamespaces }));
    problems.push(...repeated(objects));
    return objects;
  };
  for (const [index, mode] of (sections.modes ?? []).entries()) {
    const path = ['modes', index];
    modes.set(mode.id, { apply: all(mode.apply, [...path, 'apply']), delete: all(mode.delete, [...path, 'delete']) });
  }
  for (const [index, load] of (sections.loads ?? []).entries()) {
    if (load.kind !== 'job') continue;
    const path = ['loads', index, 'job'];
    const before = reader.problems.length;
    const [first, ...others] = reader.read(load.job, path, { namespace, otherNamespaces: false });
    if (first?.object.kind === 'Job' && others.length === 0) jobs.set(load.id, first);
    else if (first || reader.problems.length === before) {
      problems.push(problemAt(source, path, `"${load.job}" is not one Job`, 'a load names a file with a single Job'));
    }
  }
  const embedded = all(sections.embedded?.objects ?? [], ['embedded', 'objects'], true);
  return { modes, jobs, embedded, problems: [...reader.problems, ...problems] };
}

/** The same object twice in one list: the later would silently overwrite the earlier. */
function repeated(objects: readonly ReadObject[]): readonly Problem[] {
  const seen = new Set<string>();
  return objects.flatMap(({ object, source, path }) => {
    const { kind, metadata } = object;
    const identity = `${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
    if (!seen.has(identity)) {
      seen.add(identity);
      return [];
    }
    const message = `${kind} "${metadata.name}" is applied twice`;
    return [problemAt(source, [...path, 'metadata', 'name'], message, 'keep one of them, or rename one')];
  });
}
