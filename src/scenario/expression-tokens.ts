import { type Comparison, comparisons } from './expression.ts';

export type Token = { readonly offset: number; readonly text: string } & (
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name' }
  | { readonly kind: 'comparison'; readonly operator: Comparison }
  | { readonly kind: 'and' | 'or' | 'not' | '(' | ')' | 'end' }
);

/** A mistake in an expression: the offset of the character it is about, from 0. */
export class ExpressionMistake extends Error {
  override readonly name = 'ExpressionMistake';
  readonly offset: number;
  readonly tryThis: string;

  constructor(offset: number, message: string, tryThis: string) {
    super(message);
    this.offset = offset;
    this.tryThis = tryThis;
  }
}

const pattern =
  /\s*(?:(?<number>-?\d+(?:\.\d+)?)|(?<name>[A-Za-z][\w.]*)|(?<symbol>&&|\|\||=>|=<|===|<=|>=|==|!=|<>|[^\s\w]))/y;

/** What other languages write, and what it is called here. */
const foreign: Readonly<Record<string, string>> = {
  '=': '==',
  '===': '==',
  '=>': '>=',
  '=<': '<=',
  '≥': '>=',
  '≤': '<=',
  '≠': '!=',
  '<>': '!=',
  '&&': 'and',
  '||': 'or',
  '!': 'not',
};

/**
 * Splits an expression into its tokens, the last of which is `end`.
 *
 * @throws ExpressionMistake at the first character that begins no token
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (text.slice(at).trim() !== '') {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const found = match?.groups?.number ?? match?.groups?.name ?? match?.groups?.symbol;
    if (!match || found === undefined) throw unreadable(text, at);
    const offset = pattern.lastIndex - found.length;
    tokens.push(tokenOf(found, offset, match.groups ?? {}));
    at = pattern.lastIndex;
  }
  return [...tokens, { kind: 'end', offset: text.length, text: 'the end' }];
}

function tokenOf(text: string, offset: number, groups: Readonly<Record<string, string | undefined>>): Token {
  if (groups.number !== undefined) return { kind: 'number', value: Number(text), offset, text };
  if (groups.name !== undefined) {
    return text === 'and' || text === 'or' || text === 'not'
      ? { kind: text, offset, text }
      : { kind: 'name', offset, text };
  }
  if (text === '(' || text === ')') return { kind: text, offset, text };
  const operator = comparisons.find((known) => known === text);
  if (operator) return { kind: 'comparison', operator, offset, text };
  const ours = Object.hasOwn(foreign, text) ? foreign[text] : undefined;
  const tryThis = ours === undefined ? `comparisons are ${comparisons.join(' ')}` : `write "${ours}"`;
  throw new ExpressionMistake(offset, `"${text}" means nothing here`, tryThis);
}

function unreadable(text: string, at: number): ExpressionMistake {
  const offset = at + (text.slice(at).length - text.slice(at).trimStart().length);
  return new ExpressionMistake(offset, `"${text[offset]}" means nothing here`, 'write e.g. "reversals >= 3"');
}
