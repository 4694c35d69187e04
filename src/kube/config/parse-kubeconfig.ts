import { dirname, resolve } from 'node:path';
import { type Document, isMap, isNode, LineCounter, parseDocument } from 'yaml';
import { KubeconfigError } from './kubeconfig-error.ts';

/** Fields of a cluster, user or context, not yet looked at. */
export type Fields = Readonly<Record<string, unknown>>;

/** One named cluster, user or context. */
export interface Entry {
  readonly name: string;
  readonly fields: Fields;
  /** The file it stands in; relative paths in it start from there. */
  readonly folder: string;
  /** `file:line:column`, for messages. */
  readonly place: string;
}

/** What one kubeconfig file says, or several of them merged. */
export interface Kubeconfig {
  readonly clusters: ReadonlyMap<string, Entry>;
  readonly users: ReadonlyMap<string, Entry>;
  readonly contexts: ReadonlyMap<string, Entry>;
  readonly currentContext: string | undefined;
}

/** Parses a kubeconfig; JSON is YAML, too. An empty file is an empty configuration. @throws KubeconfigError */
export function parseKubeconfig(text: string, file: string): Kubeconfig {
  const lines = new LineCounter();
  // Warnings would go to the process, and quote what stands there.
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'error' });
  const placeAt = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const [mistake] = document.errors;
  if (mistake !== undefined) {
    const [reason = ''] = mistake.message.split(/ at line |\n/, 1);
    throw new KubeconfigError(
      `${placeAt(mistake.pos[0])}: the kubeconfig is not YAML: ${reason}`,
      'Mend that line, or name another file with --kubeconfig.',
    );
  }
  if (document.contents !== null && !isMap(document.contents))
    throw misshapen(placeAt(0), 'a kubeconfig is a map with clusters, users and contexts');
  const source = { document, placeAt, folder: dirname(resolve(file)) };
  const current: unknown = document.get('current-context');
  return {
    clusters: entriesOf(source, 'clusters', 'cluster'),
    users: entriesOf(source, 'users', 'user'),
    contexts: entriesOf(source, 'contexts', 'context'),
    currentContext: typeof current === 'string' && current !== '' ? current : undefined,
  };
}

interface Source {
  readonly document: Document;
  readonly placeAt: (offset: number) => string;
  readonly folder: string;
}

function entriesOf({ document, placeAt, folder }: Source, list: string, field: string): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  const listed = plain(document.get(list, true)) ?? [];
  const place = (...path: readonly (string | number)[]): string => {
    const node = document.getIn([list, ...path], true);
    return placeAt((isNode(node) && node.range?.[0]) || 0);
  };
  if (!Array.isArray(listed)) throw misshapen(place(), `${list} is a list`);
  listed.forEach((item: unknown, index) => {
    const name = isFields(item) ? item.name : undefined;
    if (typeof name !== 'string' || name === '') throw misshapen(place(index), `${list}[${index}] needs a name`);
    const fields = isFields(item) ? (item[field] ?? {}) : {};
    if (!isFields(fields)) throw misshapen(place(index, field), `${field} of "${name}" is a map`);
    if (!entries.has(name)) entries.set(name, { name, fields, folder, place: place(index) });
  });
  return entries;
}

function plain(node: unknown): unknown {
  return isNode(node) ? (node.toJSON() as unknown) : node;
}

function misshapen(place: string, right: string): KubeconfigError {
  return new KubeconfigError(`${place}: the kubeconfig cannot be read`, `There, ${right}.`);
}

/** A map with string keys. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
