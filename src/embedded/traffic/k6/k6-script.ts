import type { Check } from '../client/journey.ts';
import { goDurationMs } from '../go-duration.ts';
import { type JsScope, jsValue } from './js-expression.ts';
import { endOfBracket, endOfExpression, withoutComments } from './js-scan.ts';
import { isJsArray, isJsObject, JsFunction, type JsObject, type JsValue } from './js-value.ts';
import { checksOf } from './k6-checks.ts';

/** One thing a script's function does. */
export type ScriptStep =
  | {
      readonly kind: 'request';
      readonly method: string;
      readonly url: string;
      readonly timeoutMs: number;
      readonly checks: readonly Check[];
    }
  | { readonly kind: 'sleep'; readonly minMs: number; readonly maxMs: number };

/** k6 gives a request a minute. */
const defaultTimeoutMs = 60_000;

/** Functions that call each other are followed this deep. */
const deepest = 5;

/**
 * A k6 script as far as load goes: its options, and the requests, checks and pauses of its functions in the order they are written.
 * Branches and loops are read once, straight through; a batch counts as its requests one after the other.
 */
export class K6Script {
  readonly options: JsObject;
  readonly #text: string;
  readonly #scope: JsScope;

  constructor(text: string, environment: Readonly<Record<string, string>>) {
    this.#text = withoutComments(text);
    this.#scope = { constants: constantsOf(this.#text, environment), environment, random: 0.5 };
    const options = this.#scope.constants.get('options');
    this.options = isJsObject(options) ? options : {};
  }

  /** What the function of this name does; `default` is the default export. undefined: no such function. */
  steps(name = 'default'): readonly ScriptStep[] | undefined {
    const body = this.#bodyOf(name);
    return body === undefined ? undefined : this.#read(body, deepest);
  }

  #read(body: string, depth: number): readonly ScriptStep[] {
    const steps: ScriptStep[] = [];
    let readUntil = 0;
    for (const match of body.matchAll(/(?<![\w$.])(?:(http)\.(\w+)|([\w$]+))\s*\(/g)) {
      const [whole, http, method = '', plain = ''] = match;
      const start = match.index + whole.length - 1;
      if (match.index < readUntil) continue;
      const end = endOfBracket(body, start);
      const inner = body.slice(start + 1, end - 1);
      if (http || plain === 'sleep' || plain === 'check') readUntil = end;
      if (http) steps.push(...this.#requests(method, inner));
      else if (plain === 'sleep') steps.push(this.#sleep(inner));
      else if (plain === 'check') {
        // check(http.get(…), {…})
        if (depth > 0) steps.push(...this.#read(inner.slice(0, endOfExpression(inner, 0)), depth - 1));
        this.#addChecks(steps, inner);
      } else if (depth > 0) {
        const called = this.#bodyOf(plain);
        if (called !== undefined) steps.push(...this.#read(called, depth - 1));
      }
    }
    return steps;
  }

  #requests(method: string, inner: string): readonly ScriptStep[] {
    const words = this.#list(inner);
    if (method === 'batch') {
      const [calls] = words;
      return isJsArray(calls) ? calls.flatMap((call) => batched(call)) : [];
    }
    const named = ['request', 'asyncRequest'].includes(method);
    const url = words[named ? 1 : 0];
    const params = words[(named ? 2 : 1) + (['get', 'head'].includes(method) ? 0 : 1)];
    const known = ['get', 'post', 'put', 'patch', 'del', 'delete', 'head', 'options'].includes(method);
    if (typeof url !== 'string' || !(known || named)) return [];
    const verb = named ? String(words[0]) : method === 'del' ? 'DELETE' : method;
    return [{ kind: 'request', method: verb.toUpperCase(), url, timeoutMs: timeoutOf(params), checks: [] }];
  }

  #sleep(inner: string): ScriptStep {
    const [minMs = 0, maxMs = 0] = [0, 1].map((random) => {
      const seconds = Number(jsValue(inner, { ...this.#scope, random }));
      return Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : 0;
    });
    return { kind: 'sleep', minMs: Math.min(minMs, maxMs), maxMs: Math.max(minMs, maxMs) };
  }

  /** A check is of the last request before it. */
  #addChecks(steps: ScriptStep[], inner: string): void {
    const index = steps.findLastIndex(({ kind }) => kind === 'request');
    const step = steps[index];
    const [, sets] = this.#list(inner);
    if (step?.kind === 'request' && isJsObject(sets))
      steps[index] = { ...step, checks: [...step.checks, ...checksOf(sets)] };
  }

  #list(inner: string): readonly JsValue[] {
    const list = jsValue(`[${inner}]`, this.#scope);
    return isJsArray(list) ? list : [];
  }

  #bodyOf(name: string): string | undefined {
    // A script names its functions as it likes: what is no name is none of them.
    if (!/^[\w$]+$/.test(name)) return undefined;
    const literal = name.replaceAll('$', '\\$');
    const declared =
      name === 'default'
        ? /export\s+default\s+/
        : new RegExp(
            `(?:function\\s+${literal}\\s*(?=\\()|(?:const|let|var)\\s+${literal}\\s*=\\s*(?=async|function|\\(|\\w+\\s*=>))`,
          );
    const match = declared.exec(this.#text);
    if (!match) return undefined;
    const start = match.index + match[0].length;
    const named = /^([\w$]+)\s*;/.exec(this.#text.slice(start))?.[1];
    if (name === 'default' && named !== undefined) return this.#bodyOf(named);
    const parameters = this.#text.indexOf('(', start);
    const open = this.#text.indexOf('{', parameters < 0 ? start : endOfBracket(this.#text, parameters));
    return open < 0 ? undefined : this.#text.slice(open + 1, endOfBracket(this.#text, open) - 1);
  }
}

function constantsOf(text: string, environment: Readonly<Record<string, string>>): ReadonlyMap<string, JsValue> {
  const constants = new Map<string, JsValue>();
  for (const match of text.matchAll(/\b(?:const|let|var)\s+([\w$]+)\s*=\s*/g)) {
    const start = match.index + match[0].length;
    const value = jsValue(text.slice(start, endOfExpression(text, start)), { constants, environment, random: 0.5 });
    const name = match[1] ?? '';
    if (value !== undefined && !(value instanceof JsFunction) && !constants.has(name)) constants.set(name, value);
  }
  return constants;
}

function batched(call: JsValue): readonly ScriptStep[] {
  const [method, url] = isJsArray(call) ? call : isJsObject(call) ? [call.method ?? 'GET', call.url] : ['GET', call];
  if (typeof url !== 'string') return [];
  return [{ kind: 'request', method: String(method).toUpperCase(), url, timeoutMs: defaultTimeoutMs, checks: [] }];
}

function timeoutOf(params: JsValue): number {
  const timeout = isJsObject(params) ? params.timeout : undefined;
  if (typeof timeout === 'number') return timeout;
  return (typeof timeout === 'string' ? goDurationMs(timeout) : undefined) ?? defaultTimeoutMs;
}
