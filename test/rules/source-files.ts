import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

export interface SourceFile {
  /** From the package's root, with `/`. */
  readonly path: string;
  readonly text: string;
  /** Text with comments blanked out; lines stay where they are. */
  readonly code: string;
}

export interface Import {
  /** As written. */
  readonly specifier: string;
  readonly line: number;
}

export const packageRoot = join(import.meta.dirname, '../..');

/** Every TypeScript file below a folder of the package. */
export function sourceFiles(folder: string): readonly SourceFile[] {
  return readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => {
      const text = readFileSync(join(packageRoot, folder, name), 'utf8');
      return { path: `${folder}/${name.split(sep).join('/')}`, text, code: withoutComments(text) };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The room a file of `src/` belongs to. */
export function roomOf(path: string): string {
  return path.split('/')[1] ?? '';
}

/** What a module imports: statically, as types only, by re-export, and dynamically. */
export function importsOf(code: string): readonly Import[] {
  const pattern =
    /\b(?:import|export)\s+(?:type\s+)?(?:[\w$*\s{},]+?\s+from\s*)?(['"])([^'"\n]+)\1|\bimport\s*\(\s*(['"])([^'"\n]+)\3/g;
  return [...code.matchAll(pattern)].map((match) => ({
    specifier: match[2] ?? match[4] ?? '',
    line: lineAt(code, match.index),
  }));
}

/** The file of the package that a relative import of `path` names. */
export function resolveImport(path: string, specifier: string): string {
  return relative(packageRoot, join(packageRoot, dirname(path), specifier))
    .split(sep)
    .join('/');
}

/** The package an import names, undefined for files and for modules of Node. */
export function packageOf(specifier: string): string | undefined {
  if (specifier.startsWith('.') || specifier.startsWith('node:')) {
    return undefined;
  }
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

export function lineAt(code: string, index: number): number {
  return code.slice(0, index).split('\n').length;
}

/** Strings and regular expressions are matched first, so that a `//` inside them is no comment. */
function withoutComments(text: string): string {
  return text.replace(
    /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (match) => (match.startsWith('/') ? match.replace(/[^\n]/g, ' ') : match),
  );
}
