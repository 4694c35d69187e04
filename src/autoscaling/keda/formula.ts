import { formulaTokens } from './formula-tokens.ts';
import { TriggerError } from './trigger-metrics.ts';

type Values = Readonly<Record<string, number>>;

/** Far more than anyone nests, and far less than what would exhaust the stack. */
const deepest = 100;

/** A compiled scaling formula over the values of named triggers. */
export type Formula = (values: Values) => number;

/**
 * Compiles a scalingModifiers formula: the arithmetic of expr-lang that formulas are made of (numbers, trigger names, `+ - * / % **`,
 * comparisons, `&& || !` and their words, `?:`, min, max, abs, ceil, floor, round, float, int). True counts as 1. @throws TriggerError
 */
export function compileFormula(text: string, names: readonly string[]): Formula {
  const tokens = formulaTokens(text);
  let at = 0;
  let depth = 0;

  function take(...accepted: readonly string[]): string | undefined {
    const token = tokens[at];
    if (token === undefined || !accepted.includes(token)) return undefined;
    at += 1;
    return token;
  }
  function expect(token: string): void {
    if (take(token) === undefined) throw unexpected();
  }
  function unexpected(): TriggerError {
    const found = tokens[at] === undefined ? 'the end' : `"${tokens[at]}"`;
    return new TriggerError(`error validating formula in ScalingModifiers: unexpected ${found} in "${text}"`);
  }

  function nested(read: () => Formula): Formula {
    if (depth >= deepest)
      throw new TriggerError(`error validating formula in ScalingModifiers: more than ${deepest} levels in each other`);
    depth += 1;
    const formula = read();
    depth -= 1;
    return formula;
  }
  function ternary(): Formula {
    const condition = binary(0);
    if (take('?') === undefined) return condition;
    const yes = nested(ternary);
    expect(':');
    const no = nested(ternary);
    return (values) => (condition(values) !== 0 ? yes(values) : no(values));
  }
  function binary(level: number): Formula {
    const operators = levels[level];
    if (!operators) return power();
    let left = binary(level + 1);
    for (let symbol = take(...Object.keys(operators)); symbol; symbol = take(...Object.keys(operators))) {
      const operate = operators[symbol] as (a: number, b: number) => number;
      const [before, right] = [left, binary(level + 1)];
      left = (values) => operate(before(values), right(values));
    }
    return left;
  }
  function power(): Formula {
    const sign = take('-', '+', '!', 'not');
    if (sign !== undefined) {
      const operand = nested(power);
      if (sign === '-') return (values) => -operand(values);
      return sign === '+' ? operand : (values) => (operand(values) === 0 ? 1 : 0);
    }
    const base = primary();
    if (take('**', '^') === undefined) return base;
    const exponent = nested(power);
    return (values) => base(values) ** exponent(values);
  }
  function primary(): Formula {
    if (take('(') !== undefined) {
      const inner = nested(ternary);
      expect(')');
      return inner;
    }
    const token = tokens[at];
    if (token === undefined) throw unexpected();
    at += 1;
    if (/^[\d.]/.test(token)) {
      const number = Number(token.replaceAll('_', ''));
      return () => number;
    }
    if (token === 'true' || token === 'false') return () => (token === 'true' ? 1 : 0);
    const call = functions[token];
    if (call && take('(') !== undefined) return application(call);
    if (names.includes(token)) return (values) => values[token] ?? Number.NaN;
    at -= 1;
    if (/^[A-Za-z_]/.test(token)) {
      throw new TriggerError(`error validating formula in ScalingModifiers: unknown name ${token} in "${text}"`);
    }
    throw unexpected();
  }
  function application(call: (...values: readonly number[]) => number): Formula {
    const args = [nested(ternary)];
    while (take(',') !== undefined) args.push(nested(ternary));
    expect(')');
    return (values) => call(...args.map((argument) => argument(values)));
  }

  const formula = ternary();
  if (at < tokens.length) throw unexpected();
  return formula;
}

const bool = (value: boolean): number => (value ? 1 : 0);

/** Binary operators, loosest first. */
const levels: readonly Readonly<Record<string, (a: number, b: number) => number>>[] = [
  { '||': (a, b) => bool(a !== 0 || b !== 0), or: (a, b) => bool(a !== 0 || b !== 0) },
  { '&&': (a, b) => bool(a !== 0 && b !== 0), and: (a, b) => bool(a !== 0 && b !== 0) },
  {
    '==': (a, b) => bool(a === b),
    '!=': (a, b) => bool(a !== b),
    '<=': (a, b) => bool(a <= b),
    '>=': (a, b) => bool(a >= b),
    '<': (a, b) => bool(a < b),
    '>': (a, b) => bool(a > b),
  },
  { '+': (a, b) => a + b, '-': (a, b) => a - b },
  { '*': (a, b) => a * b, '/': (a, b) => a / b, '%': (a, b) => a % b },
];

const functions: Readonly<Record<string, (...values: readonly number[]) => number>> = {
  min: (...values) => Math.min(...values),
  max: (...values) => Math.max(...values),
  abs: (value = Number.NaN) => Math.abs(value),
  ceil: (value = Number.NaN) => Math.ceil(value),
  floor: (value = Number.NaN) => Math.floor(value),
  // Go rounds halves away from zero.
  round: (value = Number.NaN) => Math.sign(value) * Math.round(Math.abs(value)),
  float: (value = Number.NaN) => value,
  int: (value = Number.NaN) => Math.trunc(value),
};
