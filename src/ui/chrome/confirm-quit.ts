import { fitText } from '../text/cell-width.ts';
import { type Line, line, span } from '../text/line.ts';

/** Cells of the question, so that it can be put into the middle of the screen. */
export const confirmSize = { columns: 50, rows: 5 };

/** The question that guards a run against a stray `q`. */
export function confirmQuitLines(): readonly Line[] {
  const inner = confirmSize.columns - 4;
  const row = (text: string, bold = false): Line => [
    span('┃ ', 'focus'),
    span(fitText(text, inner), undefined, bold),
    span(' ┃', 'focus'),
  ];
  return [
    line(`┏${'━'.repeat(confirmSize.columns - 2)}┓`, 'focus'),
    row('The run is live. Quit?', true),
    row(''),
    row('[y] quit    any other key: go on'),
    line(`┗${'━'.repeat(confirmSize.columns - 2)}┛`, 'focus'),
  ];
}
