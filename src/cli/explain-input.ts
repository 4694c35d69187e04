import { type Document, isScalar, LineCounter, parseAllDocuments } from 'yaml';
import { syntaxProblems } from '../scenario/yaml-syntax.ts';

/** Why an entry of a file cannot be explained. `path` is the field, empty where the text itself is broken. */
export interface EntryError {
  readonly path: string;
  /** Begins with `line:column` of the text where that is what is broken. */
  readonly message: string;
}

export type Entry = { readonly value: unknown } | { readonly error: EntryError };

/** What a file holds: one document, or a list of them in their order. */
export interface ExplainInput {
  readonly isList: boolean;
  readonly entries: readonly Entry[];
}

/** Parses a JSON document or array, JSON lines, or YAML documents. What cannot be parsed becomes an entry with an error. */
export function parseInput(text: string): ExplainInput {
  const json = parseJson(text);
  if ('value' in json) return ofValue(json.value);
  const lines = text.split('\n');
  const filled = lines.filter((line) => line.trim() !== '');
  if (filled.length > 1 && filled.every((line) => line.trimStart().startsWith('{'))) return ofJsonLines(lines);
  const yaml = parseYaml(text);
  // What looks like JSON and is no YAML either was meant to be JSON.
  return json.position !== undefined && /^\s*[[{]/.test(text) && yaml.entries.some((entry) => 'error' in entry)
    ? single({ error: { path: '', message: `${json.position}: ${json.reason}` } })
    : yaml;
}

type ParsedJson =
  | { readonly value: unknown }
  | { readonly reason: string /** `line:column`, where the parser tells it. */; readonly position: string | undefined };

function parseJson(text: string): ParsedJson {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const [, reason = error.message, offset] = /^(.*?)(?: in JSON)? at position (\d+)/s.exec(error.message) ?? [];
    if (offset !== undefined) return { reason, position: lineAndColumn(text, Number(offset)) };
    const endsEarly = error.message.includes('end of JSON input');
    return { reason, position: endsEarly ? lineAndColumn(text, text.trimEnd().length) : undefined };
  }
}

function ofValue(value: unknown): ExplainInput {
  return Array.isArray(value)
    ? { isList: true, entries: value.map((each: unknown) => ({ value: each })) }
    : single({ value });
}

function ofJsonLines(lines: readonly string[]): ExplainInput {
  const entries = lines.flatMap((line, index): readonly Entry[] => {
    if (line.trim() === '') return [];
    const json = parseJson(line);
    if ('value' in json) return [json];
    const column = json.position?.split(':')[1] ?? '1';
    return [{ error: { path: '', message: `${index + 1}:${column}: ${json.reason}` } }];
  });
  return { isList: true, entries };
}

function parseYaml(text: string): ExplainInput {
  const lines = new LineCounter();
  // As kubectl reads YAML, `<<` merges; a duplicate key is an error. Warnings would go to the process.
  const parsed = parseAllDocuments(text, {
    lineCounter: lines,
    prettyErrors: false,
    merge: true,
    logLevel: 'error',
  });
  const documents = Array.isArray(parsed) ? parsed : [];
  const entries = documents.flatMap((document): readonly Entry[] => {
    const [problem] = syntaxProblems('', document, lines);
    if (problem !== undefined) {
      const { line, column, message, tryThis } = problem;
      return [{ error: { path: '', message: `${line}:${column}: ${message}${tryThis ? `; ${tryThis}` : ''}` } }];
    }
    const { contents } = document;
    if (contents === null || (isScalar(contents) && contents.value === null)) return [];
    return [dataOf(document)];
  });
  const [first] = entries;
  if (first === undefined) return single({ error: { path: '', message: 'there is nothing in it' } });
  if (entries.length > 1) return { isList: true, entries };
  return 'value' in first ? ofValue(first.value) : single(first);
}

/** Aliases may multiply into an amount nobody wrote by hand. */
function dataOf(document: Document): Entry {
  try {
    return { value: document.toJS() };
  } catch (error) {
    if (error instanceof ReferenceError) return { error: { path: '', message: `1:1: ${error.message}` } };
    throw error;
  }
}

function single(entry: Entry): ExplainInput {
  return { isList: false, entries: [entry] };
}

function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
