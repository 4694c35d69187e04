import type { z } from 'zod';
import { nearest } from './nearest.ts';
import type { Path } from './yaml-source.ts';

interface IssueText {
  readonly message: string;
  readonly tryThis?: string;
}

/** What a schema issue says to the one who wrote the file: what is wrong, in the words of YAML, and what would be right. */
export function describeIssue(issue: z.core.$ZodIssue, path: Path, value: unknown): IssueText {
  const name = nameOf(path);
  if (issue.code === 'custom') return customText(issue, name);
  if (value === undefined) return { message: `${name} is missing`, ...addition(issue, path) };
  if (value === null) return { message: `${name} has no value`, ...addition(issue, path) };
  switch (issue.code) {
    case 'invalid_type':
      return { message: `${name} must be ${typeName(issue.expected)}, not ${valueName(value)}` };
    case 'invalid_value':
      return choice(name, issue.values.map(String), value);
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? choice(name, issue.options.map(String), value)
        : { message: `${name} has none of the forms it may have, but ${valueName(value)}` };
    case 'too_small':
      return { message: `${name} must ${bound(issue, 'least', issue.minimum)}, not ${valueName(value)}` };
    case 'too_big':
      return { message: `${name} must ${bound(issue, 'most', issue.maximum)}, not ${valueName(value)}` };
    default:
      return { message: `${name}: ${issue.message}` };
  }
}

/** `"cpu"`, or for list entries `entry 2 of "acts"`; the root is `the file`. */
export function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  if (typeof last === 'number') return `entry ${last + 1} of ${nameOf(path.slice(0, -1))}`;
  return `"${String(last)}"`;
}

function customText(issue: z.core.$ZodIssueCustom, name: string): IssueText {
  const tryThis = issue.params?.tryThis;
  const message = issue.message.replaceAll('{name}', name);
  return typeof tryThis === 'string' ? { message, tryThis } : { message };
}

function addition(issue: z.core.$ZodIssue, path: Path): { readonly tryThis: string } {
  const key = String(path.at(-1));
  if (issue.code === 'invalid_value') return { tryThis: `add "${key}: ${issue.values.map(String).join(' | ')}"` };
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options)) {
    return { tryThis: `add "${key}: ${issue.options.map(String).join(' | ')}"` };
  }
  return {
    tryThis: issue.code === 'invalid_type' ? `add "${key}:" with ${typeName(issue.expected)}` : `add "${key}:"`,
  };
}

function choice(name: string, options: readonly string[], value: unknown): IssueText {
  const near = typeof value === 'string' ? nearest(value, options) : undefined;
  const one = options.length === 1 ? `"${options[0]}"` : `one of ${options.join(', ')}`;
  const message = `${name} must be ${one}, not ${valueName(value)}`;
  return near === undefined || options.length === 1 ? { message } : { message, tryThis: `did you mean "${near}"?` };
}

function bound(
  issue: { readonly origin: string; readonly inclusive?: boolean | undefined },
  side: 'least' | 'most',
  limit: number | bigint,
): string {
  if (issue.origin === 'string') return limit === 1 ? 'not be empty' : `have at ${side} ${limit} characters`;
  if (issue.origin === 'array') return `have at ${side} ${limit} ${limit === 1 ? 'entry' : 'entries'}`;
  if (issue.inclusive === false) return `be ${side === 'least' ? 'more' : 'less'} than ${limit}`;
  return `be at ${side} ${limit}`;
}

const typeNames: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a map of keys and values',
  record: 'a map of keys and values',
  string: 'a text',
};

function typeName(expected: string): string {
  return typeNames[expected] ?? expected;
}

function valueName(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value === 'string') return value === '' ? 'an empty text' : `the text "${value}"`;
  return typeof value === 'boolean' ? `${value}` : `the number ${String(value)}`;
}
