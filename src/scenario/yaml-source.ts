import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import { kubectlProblems } from './kubectl-yaml.ts';
import type { Position, Problem } from './problem.ts';
import { offsetInSource } from './scalar-offset.ts';
import { syntaxProblems } from './yaml-syntax.ts';

export type Path = readonly PropertyKey[];

/** A parsed YAML document that still knows where everything was written. */
export interface YamlSource {
  readonly file: string;
  readonly value: unknown;
  /** Where the value at `path` starts; where nothing is written, the nearest enclosing thing. */
  at(path: Path): Position;
  /** Where the key that leads to `path` stands; for list entries and the root, where the value starts. */
  keyAt(path: Path): Position;
  /** Where the `offset`-th character of the string at `path` stands. */
  characterAt(path: Path, offset: number): Position;
}

/** A problem with the value at `path`, or with what encloses it when nothing is written there. */
export function problemAt(source: YamlSource, path: Path, message: string, tryThis: string): Problem {
  return { file: source.file, ...source.at(path), message, tryThis };
}

/** The documents of a YAML text, empty ones left out, with what is wrong in its syntax. Documents are only there if the syntax is right. */
export function parseYaml(
  file: string,
  text: string,
  options: { readonly asKubectl?: boolean } = {},
): { readonly documents: readonly YamlSource[]; readonly problems: readonly Problem[] } {
  const lines = new LineCounter();
  // `merge` because kubectl's YAML knows `<<`; duplicate keys are errors by default. Warnings would go to the process.
  const parsed = parseAllDocuments(text, {
    lineCounter: lines,
    prettyErrors: false,
    merge: true,
    logLevel: 'error',
  });
  const all = Array.isArray(parsed) ? parsed : [];
  const problems = all.flatMap((document) => [
    ...syntaxProblems(file, document, lines),
    ...(options.asKubectl ? kubectlProblems(file, document, lines) : []),
  ]);
  if (problems.length > 0) return { documents: [], problems };
  const documents: YamlSource[] = [];
  for (const document of all) {
    if (document.contents === null || isEmptyScalar(document.contents)) continue;
    const value = dataOf(document);
    if (value === undefined) {
      const { line, col } = lines.linePos(document.contents.range?.[0] ?? 0);
      const tryThis = 'write some of them out';
      return { documents: [], problems: [{ file, line, column: col, message: 'too many aliases', tryThis }] };
    }
    documents.push(sourceOf(file, text, document, value, lines));
  }
  return { documents, problems };
}

/** The document as plain data; undefined when its aliases would multiply into an amount nobody wrote by hand. */
function dataOf(document: Document): unknown {
  try {
    return document.toJS();
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

function isEmptyScalar(node: unknown): boolean {
  return isScalar(node) && node.value === null;
}

function sourceOf(file: string, text: string, document: Document, value: unknown, lines: LineCounter): YamlSource {
  const position = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const startOf = (path: Path): number => {
    for (let length = path.length; length >= 0; length--) {
      const found = lookup(document, path.slice(0, length));
      if (found) return (length === path.length ? found.value : (found.key ?? found.value))?.range?.[0] ?? 0;
    }
    return 0;
  };
  return {
    file,
    value,
    at: (path) => position(startOf(path)),
    keyAt: (path) => position(lookup(document, path)?.key?.range?.[0] ?? startOf(path)),
    characterAt: (path, offset) => {
      const node = resolved(document, lookup(document, path)?.value);
      if (!isScalar(node) || typeof node.value !== 'string' || !node.range) return position(startOf(path));
      const [start, end] = node.range;
      return position(start + offsetInSource(node.value, text.slice(start, end), offset));
    },
  };
}

interface Found {
  readonly key?: Node | undefined;
  readonly value: Node | undefined;
}

/** The node at a path, through aliases, with the key that leads to it. */
function lookup(document: Document, path: Path): Found | undefined {
  let found: Found = { value: document.contents ?? undefined };
  for (const step of path) {
    const container = resolved(document, found.value);
    if (isMap(container)) {
      const pair = container.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!pair) return undefined;
      const key = pair.key as Node;
      // A key without a value has no node of its own: the key stands for it.
      found = { key, value: (pair.value as Node | null) ?? key };
    } else if (isSeq(container)) {
      const item = container.items[Number(step)];
      if (!item) return undefined;
      found = { value: item as Node };
    } else return undefined;
  }
  return found;
}

function resolved(document: Document, node: Node | undefined): Node | undefined {
  return isAlias(node) ? node.resolve(document) : node;
}
