import { z } from 'zod';
import { describeIssue } from './issue-text.ts';
import { nearest } from './nearest.ts';
import type { Position, Problem } from './problem.ts';
import type { Path, YamlSource } from './yaml-source.ts';

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Checks a document, or the part of it at `under`, against a schema. Every issue becomes a problem at the place it is about. */
export function check<T>(source: YamlSource, schema: z.ZodType<T>, under: Path = []): Checked<T> {
  const knownKeys = new WeakMap<readonly string[], readonly string[]>();
  const result = schema.safeParse(valueAt(source.value, under), {
    // The issue that reaches the caller no longer has the schema that raised it, and with it the keys that would have been right.
    error: (issue) => {
      if (issue.code === 'unrecognized_keys' && issue.inst instanceof z.ZodObject) {
        knownKeys.set(issue.keys, Object.keys(issue.inst.shape));
      }
      return undefined;
    },
  });
  if (result.success) return { ok: true, value: result.data };
  const misspelled = new Set<string>();
  const unknown = result.error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') return [];
    const path = [...under, ...issue.path];
    return issue.keys.map((key) => {
      const known = knownKeys.get(issue.keys) ?? [];
      const near = nearest(key, known);
      if (near !== undefined) misspelled.add(printPath([...path, near]));
      return unknownKey(source, path, key, near, known);
    });
  });
  const others = result.error.issues.flatMap((issue) => {
    const path = [...under, ...issue.path];
    if (issue.code === 'unrecognized_keys') return [];
    // A misspelled key is one mistake: that the right one is missing need not be said as well.
    if (misspelled.has(printPath(path)) && valueAt(source.value, path) === undefined) return [];
    return [issueProblem(source, path, issue)];
  });
  return { ok: false, problems: [...unknown, ...others] };
}

function printPath(path: Path): string {
  return JSON.stringify(path.map(String));
}

/** What stands at a path of plain data; undefined where nothing does. */
export function valueAt(value: unknown, path: Path): unknown {
  let here = value;
  for (const step of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Readonly<Record<PropertyKey, unknown>>)[step];
  }
  return here;
}

function unknownKey(
  source: YamlSource,
  path: Path,
  key: string,
  near: string | undefined,
  known: readonly string[],
): Problem {
  const owner = path.findLast((step) => typeof step === 'string');
  const message = owner === undefined ? `unknown key "${key}"` : `unknown key "${key}" in "${String(owner)}"`;
  const tryThis = near === undefined ? `known keys: ${known.join(', ')}` : `did you mean "${near}"?`;
  return { file: source.file, ...source.keyAt([...path, key]), message, tryThis };
}

function issueProblem(source: YamlSource, path: Path, issue: z.core.$ZodIssue): Problem {
  const text = describeIssue(issue, path, valueAt(source.value, path));
  const problem = { file: source.file, ...placeOf(source, path, issue), message: text.message };
  return text.tryThis === undefined ? problem : { ...problem, tryThis: text.tryThis };
}

function placeOf(source: YamlSource, path: Path, issue: z.core.$ZodIssue): Position {
  const params = issue.code === 'custom' ? issue.params : undefined;
  if (typeof params?.offset === 'number') return source.characterAt(path, params.offset);
  // A key without a value is shown itself: there is nothing behind it to point at.
  const atKey = params?.atKey === true || valueAt(source.value, path) === null;
  return atKey ? source.keyAt(path) : source.at(path);
}
