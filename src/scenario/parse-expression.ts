import { type Expression, figurePaths, type Operand } from './expression.ts';
import { ExpressionMistake, type Token, tokenize } from './expression-tokens.ts';
import { suggest } from './nearest.ts';

export type ParsedExpression =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly mistake: ExpressionMistake };

/** Far more than anyone writes, and far less than what would exhaust the stack. */
const deepest = 100;

/** Parses an expression; the first mistake comes back with the offset it is about. `not` binds tighter than `and`, `and` than `or`. */
export function parseExpression(text: string): ParsedExpression {
  try {
    const parser = new Parser(tokenize(text));
    return { ok: true, expression: parser.whole() };
  } catch (error) {
    if (error instanceof ExpressionMistake) return { ok: false, mistake: error };
    throw error;
  }
}

/** Recursive descent, one method per rule of the grammar. */
class Parser {
  readonly #tokens: readonly Token[];
  #index = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    const expression = this.#or();
    const next = this.#peek();
    if (next.kind === 'comparison') {
      throw new ExpressionMistake(next.offset, 'a comparison has two sides', 'join two comparisons with "and"');
    }
    if (next.kind === ')') throw new ExpressionMistake(next.offset, 'nothing is open here', 'remove the ")"');
    if (next.kind !== 'end') {
      throw new ExpressionMistake(next.offset, `"${next.text}" is left over`, 'join comparisons with "and" or "or"');
    }
    return expression;
  }

  #or(): Expression {
    let left = this.#and();
    while (this.#take('or')) left = { kind: 'or', left, right: this.#and() };
    return left;
  }

  #and(): Expression {
    let left = this.#unary();
    while (this.#take('and')) left = { kind: 'and', left, right: this.#unary() };
    return left;
  }

  #unary(): Expression {
    const { offset } = this.#peek();
    if (++this.#depth > deepest) throw new ExpressionMistake(offset, 'this is nested too deeply', 'split it');
    try {
      if (this.#take('not')) return { kind: 'not', operand: this.#unary() };
      return this.#take('(') ? this.#closed(offset) : this.#comparison();
    } finally {
      this.#depth--;
    }
  }

  #closed(openedAt: number): Expression {
    const inner = this.#or();
    if (!this.#take(')')) throw new ExpressionMistake(openedAt, 'this "(" is not closed', 'add a ")"');
    return inner;
  }

  #comparison(): Expression {
    const first = this.#peek();
    const left = this.#operand();
    const next = this.#peek();
    if (next.kind !== 'comparison') {
      throw new ExpressionMistake(
        next.offset,
        `"${first.text}" is compared with nothing`,
        `write e.g. "${first.text} >= 1"`,
      );
    }
    this.#index++;
    return { kind: 'compare', left, operator: next.operator, right: this.#operand() };
  }

  #operand(): Operand {
    const token = this.#peek();
    this.#index++;
    if (token.kind === 'number') return { kind: 'number', value: token.value };
    if (token.kind !== 'name') {
      const what = token.kind === 'end' ? 'the expression ends too early' : `"${token.text}" cannot stand here`;
      throw new ExpressionMistake(token.offset, what, 'a number or a figure such as "reversals" belongs here');
    }
    const path = figurePaths.find((known) => known === token.text);
    if (path) return { kind: 'figure', path };
    throw new ExpressionMistake(
      token.offset,
      `there is no figure "${token.text}"`,
      suggest(token.text, figurePaths, 'figures'),
    );
  }

  #peek(): Token {
    return this.#tokens[this.#index] ?? { kind: 'end', offset: 0, text: 'the end' };
  }

  #take(kind: Token['kind']): boolean {
    if (this.#peek().kind !== kind) return false;
    this.#index++;
    return true;
  }
}
