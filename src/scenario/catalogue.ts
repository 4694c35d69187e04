import { existsSync, readdirSync, type Stats, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The two kinds of files that come with Harmony. */
export type CatalogueKind = 'scenarios' | 'layouts';

/**
 * The folder that holds `scenarios/` and `layouts/`: the nearest one above this module. Found by walking up, because the module is
 * three levels deep as source and one level deep in the shipped bundle.
 *
 * @throws Error when the installation is incomplete
 */
export function defaultCatalogueDir(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let dir = start; ; dir = dirname(dir)) {
    if (isDirectory(join(dir, 'scenarios')) && isDirectory(join(dir, 'layouts'))) return dir;
    if (dirname(dir) === dir)
      throw new Error(`no folder with scenarios/ and layouts/ above ${start}: reinstall Harmony`);
  }
}

/** Names of the built-in scenarios (folders with a scenario.yaml) or layouts (YAML files), sorted. */
export function catalogueNames(kind: CatalogueKind, catalogueDir: string): readonly string[] {
  const dir = join(catalogueDir, kind);
  if (kind === 'layouts') return layoutNames(dir);
  if (!isDirectory(dir)) return [];
  return readdirSync(dir)
    .filter((entry) => existsSync(join(dir, entry, 'scenario.yaml')))
    .sort();
}

/** Names of the layouts in a folder, sorted; none where there is no such folder. */
export function layoutNames(dir: string): readonly string[] {
  if (!isDirectory(dir)) return [];
  return readdirSync(dir)
    .filter((entry) => entry.endsWith('.yaml'))
    .map((entry) => entry.slice(0, -'.yaml'.length))
    .sort();
}

/** A path as messages show it: relative to the working directory when it lies below it. */
export function shownPath(path: string): string {
  const shown = relative(process.cwd(), path);
  return shown === '' || shown === '..' || shown.startsWith(`..${sep}`) ? resolve(path) : shown;
}

export function isDirectory(path: string): boolean {
  return standing(path)?.isDirectory() ?? false;
}

export function isFile(path: string): boolean {
  return standing(path)?.isFile() ?? false;
}

/** What stands at a path; undefined for nothing, and for a text that is no path: too long, or with a NUL in it. */
function standing(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
