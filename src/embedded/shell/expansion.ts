import { arithmetic } from './arithmetic.ts';
import type { Word } from './lexer.ts';

export type Variables = ReadonlyMap<string, string>;

/** Longest list that `seq` or braces make. */
const longestList = 100_000;

const expansions = /\$\(\((.*?)\)\)|\$\(([^()]*)\)|`([^`]*)`|\$\{(\w+)(?::?-([^}]*))?\}|\$(\w+|[?#@*])/g;

/** The words that a word of a script becomes. `braces`: the shell knows `{1..5}` and `{a,b}`, as bash does and sh does not. */
export function expandWord(word: Word, variables: Variables, braces: boolean): readonly string[] {
  const fields: string[] = [];
  let field: string | undefined;
  for (const { text, expands, quoted } of word) {
    const value = expands ? expandText(text, variables) : text;
    if (quoted || value === text) {
      field = (field ?? '') + value;
      continue;
    }
    // What an unquoted substitution yields is split at blanks; its ends join what stands beside it.
    const [first, ...more] = value.split(/\s+/);
    if (first) field = (field ?? '') + first;
    for (const next of more) {
      if (field !== undefined) fields.push(field);
      field = next === '' ? undefined : next;
    }
  }
  if (field !== undefined) fields.push(field);
  const plain = word.every(({ quoted }) => !quoted);
  return braces && plain ? fields.flatMap(expandBraces) : fields;
}

/** `$NAME`, `${NAME:-default}`, `$((…))`, and `$(…)` of the commands that only print. */
export function expandText(text: string, variables: Variables): string {
  const value = (name: string) => variables.get(name) ?? '';
  return text.replaceAll(
    expansions,
    (_match, sum?: string, command?: string, quoted?: string, braced?: string, other?: string, bare?: string) => {
      if (sum !== undefined) return String(arithmetic(expandText(sum, variables), value));
      const substituted = command ?? quoted;
      if (substituted !== undefined) return printed(expandText(substituted, variables).trim().split(/\s+/));
      return value(braced ?? bare ?? '') || (other ?? '');
    },
  );
}

function printed([program = '', ...args]: readonly string[]): string {
  if (program === 'echo' || program === 'printf') return args.join(' ');
  if (program !== 'seq') return '';
  const numbers = args.filter((arg) => /^-?\d+$/.test(arg)).map(Number);
  const [first = 1, step = 1, last = 0] =
    numbers.length === 1 ? [1, 1, numbers[0]] : numbers.length === 2 ? [numbers[0], 1, numbers[1]] : numbers;
  return counting(first, step, last).join('\n');
}

function expandBraces(field: string): readonly string[] {
  const [, before = '', from, to, step, after = ''] =
    /^(.*?)\{(-?\d+)\.\.(-?\d+)(?:\.\.(\d+))?\}(.*)$/.exec(field) ?? [];
  if (from !== undefined && to !== undefined) {
    const direction = Number(from) <= Number(to) ? 1 : -1;
    return counting(Number(from), direction * Number(step ?? '1'), Number(to)).map((each) => before + each + after);
  }
  const [, head = '', list, tail = ''] = /^(.*?)\{([^{}]*,[^{}]*)\}(.*)$/.exec(field) ?? [];
  return list === undefined ? [field] : list.split(',').map((each) => head + each + tail);
}

function counting(first: number, step: number, last: number): readonly number[] {
  if (step === 0) return [];
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  return Array.from({ length: Math.min(longestList, length) }, (_, index) => first + index * step);
}
