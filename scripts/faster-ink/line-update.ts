import { escapeCode, narrowWidth, sgrEnd } from './narrow-text.ts';
import { rowDifference } from './row-difference.ts';

type LineUpdate = (previous: string, next: string, columns: number | undefined) => string;

const csi = '\u001B[';

/**
 * What has to be written to turn one row of the screen into another one: Ink's `line-update`, which writes everything behind the first
 * change, and for narrow text (of which the original knows only ASCII) also jumps over what stays. The shortest is taken.
 */
export function fasterLineUpdate(original: LineUpdate): LineUpdate {
  return (previous, next, columns) => {
    const previousWidth = narrowWidth(previous);
    const nextWidth = narrowWidth(next);
    if (previousWidth === undefined || nextWidth === undefined) return original(previous, next, columns);
    const full = `${csi}1G${csi}K${next}`;
    if (Math.max(previousWidth, nextWidth) > (columns ?? 0)) return original(previous, next, columns);
    const { offset, column, styles } = commonStart(previous, next);
    // Only before the last column does it hold that the cursor can be put behind what is there.
    const rest =
      column > 0 && column < (columns ?? 0) ? `${csi}${column + 1}G${csi}K${styles}${next.slice(offset)}` : full;
    const difference = rowDifference(previous, next) ?? full;
    return [rest, difference].reduce((least, each) => (each.length < least.length ? each : least), full);
  };
}

/** What two rows begin with: how many code units and cells it takes, and the SGR sequences in it. No sequence is split. */
function commonStart(previous: string, next: string): { offset: number; column: number; styles: string } {
  let common = 0;
  while (common < next.length && next.charCodeAt(common) === previous.charCodeAt(common)) common++;
  let offset = 0;
  let column = 0;
  let styles = '';
  while (offset < common) {
    if (next.charCodeAt(offset) !== escapeCode) {
      offset += 1;
      column += 1;
      continue;
    }
    const end = sgrEnd(next, offset) ?? Number.POSITIVE_INFINITY;
    if (end > common) break;
    styles += next.slice(offset, end);
    offset = end;
  }
  return { offset, column, styles };
}
