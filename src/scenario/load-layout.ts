import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { catalogueNames, defaultCatalogueDir, isFile, layoutNames, shownPath } from './catalogue.ts';
import { check } from './check.ts';
import type { Layout } from './layout-model.ts';
import { layoutFile } from './layout-schema.ts';
import { suggest } from './nearest.ts';
import { errorOf, ScenarioError } from './problem.ts';
import { parseSingleYaml } from './single-yaml.ts';

export interface CatalogueOptions {
  /** Folder that holds `scenarios/` and `layouts/`; default: the one Harmony came with. */
  readonly catalogueDir?: string;
  /** Folders with layouts of one's own, the first one first: a layout there takes the place of a built-in one of its name. */
  readonly layoutFolders?: readonly string[];
}

/** Names of the layouts there are: the built-in ones and those in the folders, sorted. */
export function listLayouts(options: CatalogueOptions = {}): readonly string[] {
  return [...layoutFiles(options).keys()].sort();
}

/**
 * A layout by name or by file path.
 *
 * @throws ScenarioError with every problem of the file, or with the known names when there is no such layout
 */
export function loadLayout(nameOrPath: string, options: CatalogueOptions = {}): Layout {
  const file = findLayout(nameOrPath, options);
  const name = basename(file).replace(/\.ya?ml$/, '');
  const parsed = parseSingleYaml(shownPath(file), readFileSync(file, 'utf8'));
  if (!parsed.ok) throw errorOf(parsed.problems);
  const checked = check(parsed.value, layoutFile);
  if (!checked.ok) throw errorOf(checked.problems);
  return { name, file, title: checked.value.title, variants: checked.value.variants };
}

function findLayout(nameOrPath: string, options: CatalogueOptions): string {
  const known = layoutFiles(options);
  const named = known.get(nameOrPath);
  if (named !== undefined) return named;
  const file = resolve(nameOrPath);
  if (isFile(file)) return file;
  throw new ScenarioError(
    `no layout "${nameOrPath}", neither built in nor a file; ${suggest(nameOrPath, [...known.keys()], 'layouts')}`,
  );
}

/** The file of every layout that has a name. */
function layoutFiles({
  catalogueDir = defaultCatalogueDir(),
  layoutFolders = [],
}: CatalogueOptions): Map<string, string> {
  const builtIn = join(catalogueDir, 'layouts');
  const files = new Map<string, string>();
  for (const name of catalogueNames('layouts', catalogueDir)) files.set(name, join(builtIn, `${name}.yaml`));
  for (const folder of layoutFolders.toReversed()) {
    for (const name of layoutNames(folder)) files.set(name, join(folder, `${name}.yaml`));
  }
  return files;
}
