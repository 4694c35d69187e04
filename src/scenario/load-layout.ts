import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { catalogueNames, defaultCatalogueDir, isFile, shownPath } from './catalogue.ts';
import { check } from './check.ts';
import type { Layout } from './layout-model.ts';
import { layoutFile } from './layout-schema.ts';
import { suggest } from './nearest.ts';
import { errorOf, ScenarioError } from './problem.ts';
import { parseSingleYaml } from './single-yaml.ts';

export interface CatalogueOptions {
  /** Folder that holds `scenarios/` and `layouts/`; default: the one Harmony came with. */
  readonly catalogueDir?: string;
}

/** Names of the built-in layouts. */
export function listLayouts(options: CatalogueOptions = {}): readonly string[] {
  return catalogueNames('layouts', options.catalogueDir ?? defaultCatalogueDir());
}

/**
 * A layout by built-in name or by file path.
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
  const catalogueDir = options.catalogueDir ?? defaultCatalogueDir();
  const known = catalogueNames('layouts', catalogueDir);
  if (known.includes(nameOrPath)) return join(catalogueDir, 'layouts', `${nameOrPath}.yaml`);
  const file = resolve(nameOrPath);
  if (isFile(file)) return file;
  throw new ScenarioError(
    `no layout "${nameOrPath}", neither built in nor a file; ${suggest(nameOrPath, known, 'layouts')}`,
  );
}
