import type { CellSize } from '../layout/place-panes.ts';
import type { Line } from '../text/line.ts';
import { blockPath, densityOf } from './block-elements.ts';
import { strokesOf, type Thickness, thicknessOf } from './box-drawing.ts';
import { type Cell, cellsOf } from './cells.ts';
import { coloursOf } from './colours.ts';
import { cell, edge, fontFamily } from './metrics.ts';
import { strokePath } from './stroke-paths.ts';
import { type TextRun, textRuns } from './text-runs.ts';

/** A frame to be drawn. */
export interface FramePicture {
  readonly lines: readonly Line[];
  readonly size: CellSize;
  /** Name of the theme; `plain` for the one without colour. */
  readonly theme: string;
  /** For readers that cannot see it. */
  readonly title: string;
}

const strokeStyles: Readonly<Record<Thickness, string>> = {
  light: ' stroke-width="1.2"',
  heavy: ' stroke-width="2.6"',
  dashed: ' stroke-width="1.2" stroke-dasharray="2 1"',
};

/**
 * A frame as SVG that looks the same everywhere: frames, charts and bars are paths rather than characters, and each run of letters has the
 * length its cells have, whatever font the reader shows it in. It loads nothing.
 */
export function frameSvg({ lines, size, theme, title }: FramePicture): string {
  const colours = coloursOf(theme);
  const cells = cellsOf(lines, size.columns, colours);
  const width = size.columns * cell.width + 2 * edge;
  const height = size.rows * cell.height + 2 * edge;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="${colours.background}"/>`,
    `<g transform="translate(${edge} ${edge})">`,
    ...fills(cells),
    ...strokes(cells),
    ...blocks(cells),
    `<g font-family="${fontFamily}" font-size="${cell.fontSize}">`,
    ...texts(textRuns(cells)),
    '</g>',
    '</g>',
    '</svg>\n',
  ].join('\n');
}

function fills(cells: readonly Cell[]): readonly string[] {
  return grouped(
    cells.filter(({ look }) => look.fill !== undefined),
    ({ look }) => look.fill ?? '',
  ).map(([fill, filled]) => {
    const spans = filled.map((each) => ({ axis: 'x' as const, ...placeOf(each), length: each.width * cell.width }));
    const bars = strokePath([{ straight: spans, bent: [] }]);
    // As strokes as thick as a row: neighbours join into one bar without seams.
    return `<path d="${bars}" stroke="${fill}" stroke-width="${cell.height}" transform="translate(0 ${cell.height / 2})"/>`;
  });
}

function strokes(cells: readonly Cell[]): readonly string[] {
  const drawn = cells.filter(({ text }) => thicknessOf(text) !== undefined);
  return grouped(drawn, ({ text, look }) => `${look.text}"${strokeStyles[thicknessOf(text) ?? 'light']}`).map(
    ([style, same]) => {
      const path = strokePath(same.map((each) => strokesOf(each.text, placeOf(each).x, placeOf(each).y)));
      return `<path d="${path}" fill="none" stroke="${style}/>`;
    },
  );
}

function blocks(cells: readonly Cell[]): readonly string[] {
  const drawn = cells.filter(({ text }) => densityOf(text) !== undefined);
  return grouped(drawn, ({ text, look }) => `${look.text}" fill-opacity="${densityOf(text) ?? 1}`).map(
    ([style, same]) =>
      `<path d="${same.map((each) => blockPath(each.text, placeOf(each).x, placeOf(each).y)).join('')}" fill="${style}"/>`,
  );
}

function texts(runs: readonly TextRun[]): readonly string[] {
  const style = ({ kind, cells: [{ look }] }: TextRun) =>
    `fill="${look.text}"${look.bold ? ' font-weight="700"' : ''}${kind === 'symbol' ? ' text-anchor="middle"' : ''}`;
  return grouped(runs, style).flatMap(([attributes, same]) => [`<g ${attributes}>`, ...same.map(textElement), '</g>']);
}

function textElement({ kind, cells }: TextRun): string {
  const [first] = cells;
  const { x, y } = placeOf(first);
  const length = cells.reduce((sum, { width }) => sum + width, 0) * cell.width;
  const text = escaped(cells.map((each) => each.text).join(''));
  if (kind === 'symbol') return `<text x="${x + length / 2}" y="${y + cell.baseline}">${text}</text>`;
  return `<text x="${x}" y="${y + cell.baseline}" textLength="${length}">${text}</text>`;
}

function placeOf({ column, row }: Cell): { readonly x: number; readonly y: number } {
  return { x: column * cell.width, y: row * cell.height };
}

/** Items with the same key together, in the order in which each key comes first. */
function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly [string, Item[]])[] {
  return [...Map.groupBy(items, keyOf)];
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character] ?? character);
}
