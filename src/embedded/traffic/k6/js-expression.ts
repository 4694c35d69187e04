import { callValue, shown } from './js-calls.ts';
import { endOfBracket, endOfExpression, endOfQuoted } from './js-scan.ts';
import { isJsArray, isJsObject, JsFunction, type JsValue } from './js-value.ts';

/** What names stand for, and what a random number from 0 to 1 is: 0 and 1 give the ends of a range. */
export interface JsScope {
  readonly constants: ReadonlyMap<string, JsValue>;
  readonly environment: Readonly<Record<string, string>>;
  readonly random: number;
  /** How many expressions this one stands in. */
  readonly depth?: number;
}

/** What stands deeper is not read: nobody nests so much, and each level reads its text again. */
const deepest = 50;

/**
 * Reads one expression of a script: literals, objects, arrays, templates, constants, `__ENV`, arithmetic, `||`, `??`, `?:` and a few
 * conversions. What it does not know is undefined, and is passed over; nothing is run.
 */
export function jsValue(text: string, scope: JsScope): JsValue {
  const { depth = 0 } = scope;
  return depth > deepest ? undefined : new ExpressionReader(text, { ...scope, depth: depth + 1 }).ternary();
}

class ExpressionReader {
  readonly #text: string;
  readonly #scope: JsScope;
  #at = 0;
  #depth = 0;

  constructor(text: string, scope: JsScope) {
    this.#text = text;
    this.#scope = scope;
  }

  ternary(): JsValue {
    if (this.#depth > deepest) return undefined;
    this.#depth += 1;
    const value = this.#ternary();
    this.#depth -= 1;
    return value;
  }

  #ternary(): JsValue {
    const condition = this.#either();
    if (!this.#take(/\?(?![?.])/y)) return condition;
    const yes = this.ternary();
    this.#take(/:/y);
    const no = this.ternary();
    return condition ? yes : no;
  }

  #either(): JsValue {
    let left = this.#sum();
    for (;;) {
      if (this.#take(/\|\|/y)) left = [left, this.#sum()].find(Boolean);
      else if (this.#take(/\?\?/y)) left = [left, this.#sum()].find((value) => value !== undefined && value !== null);
      else return left;
    }
  }

  #sum(): JsValue {
    let left = this.#product();
    for (;;) {
      const operator = this.#take(/[+-]/y);
      if (!operator) return left;
      const right = this.#product();
      left = operator === '-' ? Number(left) - Number(right) : plus(left, right);
    }
  }

  #product(): JsValue {
    let left = this.#unary();
    for (;;) {
      const operator = this.#take(/[*/%]/y);
      if (!operator) return left;
      const right = Number(this.#unary());
      left = operator === '*' ? Number(left) * right : operator === '/' ? Number(left) / right : Number(left) % right;
    }
  }

  #unary(): JsValue {
    const signs = this.#take(/[-+](?:\s*[-+])*/y);
    if (signs === undefined) return this.#primary();
    const isNegative = signs.replaceAll(/[^-]/g, '').length % 2 === 1;
    return Number(this.#primary()) * (isNegative ? -1 : 1);
  }

  #primary(): JsValue {
    this.#take(/\s*/y);
    const rest = this.#text.slice(this.#at);
    if (/^(async\b|function\b|\w+\s*=>|\([^()]*\)\s*=>)/.test(rest)) return this.#function();
    const number = this.#take(/0x[\da-f]+|\d[\d_]*(\.\d+)?(e[+-]?\d+)?|\.\d+/iy);
    if (number) return Number(number.replaceAll('_', ''));
    const [character = ''] = rest;
    if (`'"\``.includes(character) && character !== '') return this.#string(character);
    if (character === '[') return this.#array();
    if (character === '{') return this.#object();
    if (this.#take(/\(/y)) {
      const inner = this.ternary();
      this.#take(/\)/y);
      return inner;
    }
    const name = this.#take(/[\w$]+(\??\.[\w$]+)*/y);
    return name ? this.#named(name.replaceAll('?.', '.')) : undefined;
  }

  #function(): JsFunction {
    const start = this.#at;
    this.#at = endOfExpression(this.#text, start);
    return new JsFunction(this.#text.slice(start, this.#at).trim());
  }

  #string(quote: string): string {
    const end = endOfQuoted(this.#text, this.#at);
    const inner = this.#text.slice(this.#at + 1, end - 1);
    this.#at = end;
    const plain =
      quote === '`'
        ? inner.replaceAll(/\$\{([^}]*)\}/g, (_all, hole: string) => shown(jsValue(hole, this.#scope)))
        : inner;
    return plain.replaceAll(/\\([\s\S])/g, (_all, escaped: string) => ({ n: '\n', t: '\t' })[escaped] ?? escaped);
  }

  #array(): JsValue {
    const items: JsValue[] = [];
    this.#at += 1;
    while (!this.#take(/\]/y) && this.#at < this.#text.length) {
      items.push(this.ternary());
      this.#endItem(']');
    }
    return items;
  }

  #object(): JsValue {
    const fields: Record<string, JsValue> = {};
    this.#at += 1;
    while (!this.#take(/\}/y) && this.#at < this.#text.length) {
      const quoted = this.#take(/(?=['"])/y) === undefined ? undefined : this.#string(this.#text[this.#at] ?? '');
      const name = quoted ?? this.#take(/[\w$]+/y);
      if (name !== undefined && this.#take(/:/y)) fields[name] = this.ternary();
      else if (name !== undefined) fields[name] = this.#scope.constants.get(name);
      this.#endItem('}');
    }
    return fields;
  }

  /** Passes over what was not understood, and the comma; of brackets only the one that closes the list is left. */
  #endItem(close: ']' | '}'): void {
    this.#at = endOfExpression(this.#text, this.#at);
    if (this.#text[this.#at] !== close) this.#at += 1;
    this.#take(/\s*/y);
  }

  #named(path: string): JsValue {
    const literals: Readonly<Record<string, JsValue>> = { true: true, false: false, null: null };
    if (path in literals) return literals[path];
    const [first = '', ...fields] = path.split('.');
    if (this.#text[this.#at] === '(') return this.#call(path);
    if (first === '__ENV') return this.#scope.environment[fields[0] ?? this.#index() ?? ''];
    const whole = fields.reduce<JsValue>(
      (value, field) => (isJsObject(value) ? value[field] : undefined),
      this.#scope.constants.get(first),
    );
    const index = this.#index();
    if (index === undefined) return whole;
    if (isJsArray(whole)) return whole[Number(index)];
    return isJsObject(whole) ? whole[index] : undefined;
  }

  #index(): string | undefined {
    if (this.#text[this.#at] !== '[') return undefined;
    const end = endOfBracket(this.#text, this.#at);
    const inner = jsValue(this.#text.slice(this.#at + 1, end - 1), this.#scope);
    this.#at = end;
    return shown(inner);
  }

  #call(name: string): JsValue {
    const end = endOfBracket(this.#text, this.#at);
    const list = jsValue(`[${this.#text.slice(this.#at + 1, end - 1)}]`, this.#scope);
    this.#at = end;
    return callValue(name, isJsArray(list) ? list : [], this.#scope.random);
  }

  /** Skips white space, then takes what matches here. */
  #take(pattern: RegExp): string | undefined {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at += 1;
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (!match) return undefined;
    this.#at += match[0].length;
    return match[0];
  }
}

function plus(left: JsValue, right: JsValue): JsValue {
  return typeof left === 'number' && typeof right === 'number' ? left + right : shown(left) + shown(right);
}
