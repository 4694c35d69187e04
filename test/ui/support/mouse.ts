/** What a terminal sends for a click of the left button at a cell, counted from 0. */
export function click(column: number, row: number): string {
  return `\x1b[<0;${column + 1};${row + 1}M\x1b[<0;${column + 1};${row + 1}m`;
}

/** What a terminal sends for a notch of the wheel over a cell, counted from 0. */
export function wheel(direction: 'up' | 'down', column: number, row: number): string {
  return `\x1b[<${direction === 'up' ? 64 : 65};${column + 1};${row + 1}M`;
}
