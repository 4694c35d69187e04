import { count } from './numbers.ts';

/**
 * A text of the HPA controller without what only Go needs: `%v` of a label selector behind a metric's name, and numbers in thousandths
 * that are none (`1352250m` is 1,352).
 */
export function readableText(text: string): string {
  return text
    .replace(/\((?:&LabelSelector\{[^)]*\}|nil)\)/g, '')
    .replace(/\b\d{5,15}m\b/g, (written) => count(Number.parseInt(written, 10) / 1000));
}
