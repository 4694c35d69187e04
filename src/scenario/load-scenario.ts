import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { actOrderProblems } from './act-order.ts';
import { assemble } from './assemble.ts';
import { catalogueNames, defaultCatalogueDir, isDirectory, isFile, shownPath } from './catalogue.ts';
import { check } from './check.ts';
import { agreementProblems } from './embedded-agreement.ts';
import { keyProblems } from './key-rules.ts';
import type { CatalogueOptions } from './load-layout.ts';
import { ManifestReader } from './manifest-reader.ts';
import type { Scenario } from './model.ts';
import { suggest } from './nearest.ts';
import { errorOf, ScenarioError } from './problem.ts';
import { referenceProblems } from './references.ts';
import { readManifests } from './scenario-manifests.ts';
import { scenarioFile } from './schema/scenario-file.ts';
import { parseSingleYaml } from './single-yaml.ts';
import { soundSections } from './sound-sections.ts';

/** Names of the built-in scenarios. */
export function listScenarios(options: CatalogueOptions = {}): readonly string[] {
  return catalogueNames('scenarios', options.catalogueDir ?? defaultCatalogueDir());
}

/**
 * A scenario by built-in name, or by the path of its folder or of its scenario.yaml, with all its manifests read and checked.
 *
 * @throws ScenarioError with every problem found in its files, or with the known names when there is no such scenario
 */
export function loadScenario(nameOrPath: string, options: CatalogueOptions = {}): Scenario {
  const catalogueDir = options.catalogueDir ?? defaultCatalogueDir();
  const file = findScenario(nameOrPath, catalogueDir);
  const folder = dirname(file);
  const parsed = parseSingleYaml(shownPath(file), readFileSync(file, 'utf8'));
  if (!parsed.ok) throw errorOf(parsed.problems);
  const source = parsed.value;
  const checked = check(source, scenarioFile);
  const sections = checked.ok ? checked.value : soundSections(source.value);
  const manifests = readManifests(source, sections, new ManifestReader(source, folder, yamlFiles(folder)));
  const problems = [
    ...(checked.ok ? [] : checked.problems),
    ...keyProblems(source, sections),
    ...referenceProblems(source, sections, catalogueNames('layouts', catalogueDir)),
    ...actOrderProblems(source, sections),
    ...manifests.problems,
  ];
  // Whether the sections agree is only worth saying once each of them stands.
  if (!checked.ok || problems.length > 0) throw errorOf(problems);
  const disagreements = agreementProblems(source, checked.value, manifests);
  if (disagreements.length > 0) throw errorOf(disagreements);
  return assemble(checked.value, manifests, { name: basename(folder), file });
}

function findScenario(nameOrPath: string, catalogueDir: string): string {
  const known = catalogueNames('scenarios', catalogueDir);
  if (known.includes(nameOrPath)) return join(catalogueDir, 'scenarios', nameOrPath, 'scenario.yaml');
  const path = resolve(nameOrPath);
  if (isFile(path)) return path;
  if (isDirectory(path)) {
    const file = join(path, 'scenario.yaml');
    if (isFile(file)) return file;
    throw new ScenarioError(`${shownPath(path)} is a folder without a scenario.yaml`);
  }
  const list = known.join(', ');
  const near = suggest(nameOrPath, known, 'scenarios');
  const hint = near.startsWith('did') ? `${near} Known scenarios: ${list}` : near;
  throw new ScenarioError(`no scenario "${nameOrPath}", neither built in nor a file or folder; ${hint}`);
}

/** YAML files of a scenario's folder, relative to it. */
function yamlFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ya?ml|json)$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
