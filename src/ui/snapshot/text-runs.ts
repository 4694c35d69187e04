import { densityOf } from './block-elements.ts';
import { thicknessOf } from './box-drawing.ts';
import type { Cell } from './cells.ts';

/** Letters that are written in one go, and what becomes of them in a picture. */
export interface TextRun {
  readonly kind: 'letters' | 'symbol';
  readonly cells: readonly [Cell, ...Cell[]];
}

/**
 * The text of a frame in runs. Letters of one look run on until two blanks; a sign that a monospaced font may not have is a run of its
 * own, so that its width, whatever font it comes from, moves nothing else.
 */
export function textRuns(cells: readonly Cell[]): readonly TextRun[] {
  const runs: { kind: TextRun['kind']; cells: [Cell, ...Cell[]] }[] = [];
  for (const each of cells) {
    if (isDrawn(each.text) || each.text === ' ') continue;
    const kind = isLetter(each.text) ? 'letters' : 'symbol';
    const last = runs.at(-1);
    const gap = last && kind === 'letters' && last.kind === 'letters' ? gapBetween(last.cells, each) : undefined;
    if (last && gap !== undefined) last.cells.push(...gap, each);
    else runs.push({ kind, cells: [each] });
  }
  return runs;
}

/** What stands between the end of a run and a cell that goes on with it: at most one blank. Undefined where it does not go on. */
function gapBetween(run: readonly Cell[], next: Cell): readonly Cell[] | undefined {
  const last = run.at(-1);
  if (!last || last.row !== next.row || last.look.text !== next.look.text || last.look.bold !== next.look.bold) {
    return undefined;
  }
  const gap = next.column - (last.column + last.width);
  if (gap === 0) return [];
  return gap === 1 ? [{ ...last, text: ' ', column: next.column - 1, width: 1 }] : undefined;
}

function isDrawn(text: string): boolean {
  return thicknessOf(text) !== undefined || densityOf(text) !== undefined;
}

/** Printable ASCII and Latin-1, which every monospaced font has. */
function isLetter(text: string): boolean {
  return /^[!-~\u00a1-\u00ff]$/.test(text);
}
