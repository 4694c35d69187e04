import { memoised } from './memoised.ts';
import { narrowWidth } from './narrow-text.ts';

type StringWidth = (text: string, options?: object) => number;

/**
 * `string-width` with a short cut for narrow text. It looks at every grapheme with several patterns of Unicode properties, and Ink
 * measures every row that has changed. A call with options goes to the original.
 */
export function fasterStringWidth(original: StringWidth): StringWidth {
  const otherWidth = memoised((text) => original(text));
  return (text, options) =>
    options === undefined && typeof text === 'string'
      ? (narrowWidth(text) ?? otherWidth(text))
      : original(text, options);
}
