import type { CellSize } from '../layout/place-panes.ts';
import { smallestScreen } from '../layout/screen.ts';
import { type Line, line } from '../text/line.ts';

/** What a terminal that is too small shows: the size it has and the size it needs, so that the reader knows when to stop dragging. */
export function tooSmallLines({ columns, rows }: CellSize): readonly Line[] {
  const lines: Line[] = [
    line(`  Harmony needs ${smallestScreen.columns} x ${smallestScreen.rows}.`, 'brand', true),
    line(`  This terminal is ${columns} x ${rows}.`),
    axisLine('width', columns, smallestScreen.columns),
    axisLine('height', rows, smallestScreen.rows),
    line('  q quits · make it larger and it goes on', 'muted'),
  ];
  return lines.slice(0, Math.max(1, rows));
}

function axisLine(axis: string, has: number, needs: number): Line {
  const enough = has >= needs;
  return line(
    `  ${axis.padEnd(6)} ${String(has).padStart(3)}  of ${needs}  ${enough ? '✓' : '✕'}`,
    enough ? 'good' : 'failed',
  );
}
