import { type ComparedFigure, type Comparison, hadQueue } from './comparison.ts';
import { figureText } from './figures.ts';

/** The comparison as words: a heading, then a row per figure; the best value of a row is marked. */
export interface FigureTable {
  readonly heading: readonly string[];
  readonly rows: readonly (readonly FigureCell[])[];
}

export interface FigureCell {
  readonly text: string;
  readonly best: boolean;
}

export function figureTable({ subjects, rows }: Comparison): FigureTable {
  const hasDifference = subjects.length === 2;
  return {
    heading: ['', ...subjects.map(({ label }) => label), ...(hasDifference ? ['Difference'] : [])],
    rows: rows.map((row) => [
      plain(row.figure.title),
      ...row.values.map((value, index) => ({
        text:
          value === null && row.figure.never && hadQueue(subjects[index])
            ? 'never'
            : figureText(value, row.figure.unit),
        best: row.best === index,
      })),
      ...(hasDifference ? [plain(differenceText(row))] : []),
    ]),
  };
}

function plain(text: string): FigureCell {
  return { text, best: false };
}

/** The second less the first, with its sign, and as a share of the first where that tells something. */
function differenceText({ difference, values: [first], figure: { unit } }: ComparedFigure): string {
  if (difference === null) return '–';
  if (difference === 0) return 'same';
  const sign = difference > 0 ? '+' : '−';
  const share = first ? ` (${sign}${Math.round((100 * Math.abs(difference)) / Math.abs(first))}%)` : '';
  return `${sign}${figureText(Math.abs(difference), unit)}${share}`;
}
