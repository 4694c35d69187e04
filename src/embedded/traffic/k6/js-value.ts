/** What a script's expression is worth, as far as it can be told without running the script. */
export type JsValue = undefined | null | boolean | number | string | JsFunction | readonly JsValue[] | JsObject;

export interface JsObject {
  readonly [key: string]: JsValue;
}

/** A function, kept as its source text. */
export class JsFunction {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

export function isJsObject(value: JsValue): value is JsObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsFunction);
}

export function isJsArray(value: JsValue): value is readonly JsValue[] {
  return Array.isArray(value);
}
