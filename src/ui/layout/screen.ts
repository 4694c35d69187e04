import type { CellSize, Rectangle } from './place-panes.ts';

/** A terminal below this shows a message instead of the cockpit. */
export const smallestScreen: CellSize = { columns: 80, rows: 24 };

/** Header and banner above the panes, log line and footer below. */
const rowsAbove = 2;
const rowsBelow = 2;

/** The part of the screen that panes share. */
export function paneArea(screen: CellSize): Rectangle {
  return { left: 0, top: rowsAbove, columns: screen.columns, rows: Math.max(0, screen.rows - rowsAbove - rowsBelow) };
}

/** Whether a terminal shows the cockpit. */
export function isTooSmall(screen: CellSize): boolean {
  return screen.columns < smallestScreen.columns || screen.rows < smallestScreen.rows;
}
