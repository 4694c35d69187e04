import type { SelectorRequirement } from './selector.ts';

/** A selector that cannot be read: `selector` is the whole text, the message what Kubernetes says about it. */
export class SelectorError extends Error {
  override readonly name = 'SelectorError';
  readonly selector: string;

  constructor(selector: string, message: string) {
    super(message);
    this.selector = selector;
  }
}

/** Reads the requirements of a selector in the grammar of apimachinery's `labels.Parse`, in the order written. Throws {@link SelectorError}. */
export function parseRequirements(text: string): readonly SelectorRequirement[] {
  const tokens = new Tokens(text);
  const requirements: SelectorRequirement[] = [];
  const first = tokens.peek();
  if (first === END) return requirements;
  if (first !== '!' && punctuation.has(first)) throw tokens.unexpected(first, "!, identifier, or 'end of string'");
  for (;;) {
    requirements.push(requirement(tokens));
    const next = tokens.take();
    if (next === END) return requirements;
    if (next !== ',') throw tokens.unexpected(next, "',' or 'end of string'");
    const after = tokens.peek();
    if (after === END || (after !== '!' && punctuation.has(after)))
      throw tokens.unexpected(after, "identifier after ','");
  }
}

/** The token after the last one. */
const END = '';

const punctuation = new Set(['=', '==', '!=', '!', '(', ')', ',', '>', '<']);

class Tokens {
  readonly #text: string;
  readonly #tokens: readonly string[];
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = text.match(/==|!=|[=!(),<>]|[^=!(),<>\s]+/g) ?? [];
  }

  peek(): string {
    return this.#tokens[this.#next] ?? END;
  }

  take(): string {
    const token = this.peek();
    this.#next += 1;
    return token;
  }

  word(): string {
    const token = this.take();
    if (token === END || punctuation.has(token)) throw this.unexpected(token, 'identifier');
    return token;
  }

  unexpected(found: string, expected: string): SelectorError {
    return this.invalid(`found '${found}', expected: ${expected}`);
  }

  invalid(reason: string): SelectorError {
    return new SelectorError(this.#text, reason);
  }
}

/** Kubernetes prefixes what goes wrong inside one requirement, but not what goes wrong between two. */
function requirement(tokens: Tokens): SelectorRequirement {
  try {
    return keyAndCondition(tokens);
  } catch (error) {
    if (!(error instanceof SelectorError)) throw error;
    throw tokens.invalid(`unable to parse requirement: ${error.message}`);
  }
}

function keyAndCondition(tokens: Tokens): SelectorRequirement {
  const absent = tokens.peek() === '!';
  if (absent) tokens.take();
  const key = validKey(tokens, tokens.word());
  if (absent) return { key, operator: '!', values: [] };
  if (tokens.peek() === END || tokens.peek() === ',') return { key, operator: 'exists', values: [] };

  const operator = tokens.take();
  switch (operator) {
    case 'in':
    case 'notin':
      return { key, operator, values: valueSet(tokens) };
    case '=':
    case '==':
    case '!=':
      return { key, operator, values: [validValue(tokens, valueOrEmpty(tokens, [END, ',']))] };
    case '>':
    case '<': {
      const value = tokens.word();
      if (!/^-?\d+$/.test(value)) throw tokens.invalid(`for '>' and '<' the value must be an integer, not '${value}'`);
      return { key, operator, values: [value] };
    }
    default:
      throw tokens.unexpected(operator, 'in, notin, =, ==, !=, gt, lt');
  }
}

function valueSet(tokens: Tokens): readonly string[] {
  const open = tokens.take();
  if (open !== '(') throw tokens.unexpected(open, "'('");
  if (tokens.peek() === ')') throw tokens.invalid('a set needs at least one value');
  const values = new Set<string>();
  for (;;) {
    values.add(validValue(tokens, valueOrEmpty(tokens, [')', ','])));
    const next = tokens.take();
    if (next === ')') return [...values];
    if (next !== ',') throw tokens.unexpected(next, "',' or ')'");
  }
}

/** A value; the empty one is written as nothing: `a=`, `a in (,b)`. */
function valueOrEmpty(tokens: Tokens, ends: readonly string[]): string {
  return ends.includes(tokens.peek()) ? '' : tokens.word();
}

const namePattern = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const prefixPattern = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

function validKey(tokens: Tokens, key: string): string {
  const slash = key.indexOf('/');
  const prefix = key.slice(0, Math.max(slash, 0));
  const prefixFits = slash < 0 || (prefix.length <= 253 && prefixPattern.test(prefix));
  if (!prefixFits || !namePattern.test(key.slice(slash + 1))) throw tokens.invalid(`'${key}' is not a label key`);
  return key;
}

function validValue(tokens: Tokens, value: string): string {
  if (value !== '' && !namePattern.test(value)) throw tokens.invalid(`'${value}' is not a label value`);
  return value;
}
