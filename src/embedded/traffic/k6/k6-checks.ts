import type { Check } from '../client/journey.ts';
import type { Exchange } from '../exchange.ts';
import { JsFunction, type JsObject } from './js-value.ts';

const compare: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '===': (a, b) => a === b,
  '==': (a, b) => a === b,
  '!==': (a, b) => a !== b,
  '!=': (a, b) => a !== b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
};

/**
 * The checks of `check(res, {…})`. Comparisons of `status` and of `timings.duration` with a number are understood; what else a check
 * looks at, such as the body, is as it should be whenever the answer is a success.
 */
export function checksOf(sets: JsObject): readonly Check[] {
  return Object.entries(sets).map(([name, value]) => ({
    name,
    passes: value instanceof JsFunction ? condition(value.source) : () => Boolean(value),
  }));
}

function condition(source: string): (exchange: Exchange) => boolean {
  const conditions = [...source.matchAll(/\.(status|timings\.(?:duration|waiting))\s*([=!]==?|[<>]=?)\s*(\d+)/g)].map(
    ([, field, operator = '', number]) => {
      const holds = compare[operator] ?? (() => true);
      return (exchange: Exchange) =>
        holds(field === 'status' ? exchange.status : exchange.endMs - exchange.sentMs, Number(number));
    },
  );
  if (conditions.length === 0) return ({ status }) => status >= 200 && status < 400;
  const every = !source.includes('||');
  return (exchange) =>
    every ? conditions.every((holds) => holds(exchange)) : conditions.some((holds) => holds(exchange));
}
