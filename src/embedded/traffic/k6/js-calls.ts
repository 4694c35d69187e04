import type { JsValue } from './js-value.ts';

/** What a call of one of the functions a load script's numbers are made with gives; undefined for any other function. */
export function callValue(name: string, [first, second]: readonly JsValue[], random: number): JsValue {
  switch (name) {
    case 'Number':
    case 'parseInt':
    case 'parseFloat':
      return Number(first);
    case 'String':
      return shown(first);
    case 'randomIntBetween':
      return Number(first) + (Number(second) - Number(first)) * random;
    default:
      return name.startsWith('Math.') ? mathValue(name.slice('Math.'.length), Number(first), random) : undefined;
  }
}

/** A value as it stands in a text. */
export function shown(value: JsValue): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

function mathValue(method: string, value: number, random: number): number | undefined {
  return { random, floor: Math.floor(value), round: Math.round(value), ceil: Math.ceil(value) }[method];
}
