import { cell } from './metrics.ts';

/** Strokes of one thickness: straight ones along an axis, and paths of those that are bent. */
export interface Strokes {
  readonly straight: readonly Stroke[];
  readonly bent: readonly string[];
}

/** From (x, y) along an axis, in a picture's units. */
export interface Stroke {
  readonly axis: 'x' | 'y';
  readonly x: number;
  readonly y: number;
  readonly length: number;
}

export type Thickness = 'light' | 'heavy' | 'dashed';

const [right, down, left, up] = [1, 2, 4, 8] as const;

/** Which arms of the cell's cross each character has. */
const light: Readonly<Record<string, number>> = {
  '─': right | left,
  '│': up | down,
  '┌': right | down,
  '┐': left | down,
  '└': up | right,
  '┘': up | left,
  '├': up | down | right,
  '┤': up | down | left,
  '┬': right | left | down,
  '┴': right | left | up,
  '┼': right | left | up | down,
  '╴': left,
  '╵': up,
  '╶': right,
  '╷': down,
};

const heavy: Readonly<Record<string, number>> = {
  '━': right | left,
  '┃': up | down,
  '┏': right | down,
  '┓': left | down,
  '┗': up | right,
  '┛': up | left,
};

const dashed: Readonly<Record<string, number>> = { '┄': right | left, '┊': up | down };

/** Corners that are round: the arm they come from and the one they leave by. */
const arcs: Readonly<Record<string, readonly [number, number]>> = {
  '╭': [down, right],
  '╮': [down, left],
  '╰': [up, right],
  '╯': [up, left],
};

/** How thick a character's strokes are; undefined for one that is not drawn with strokes. */
export function thicknessOf(character: string): Thickness | undefined {
  if (character in light || character in arcs) return 'light';
  if (character in heavy) return 'heavy';
  return character in dashed ? 'dashed' : undefined;
}

/** The strokes of a box-drawing character whose cell begins at (x, y). They meet those of the cells beside it. */
export function strokesOf(character: string, x: number, y: number): Strokes {
  const arc = arcs[character];
  if (arc) return { straight: [], bent: [bend(arc, x, y)] };
  const arms = light[character] ?? heavy[character] ?? dashed[character] ?? 0;
  const [midX, midY] = [x + cell.width / 2, y + cell.height / 2];
  const span = (first: number, second: number, start: number, middle: number, length: number) => {
    const from = arms & first ? start : middle;
    const to = arms & second ? start + length : middle;
    return { from, length: to - from };
  };
  const across = span(left, right, x, midX, cell.width);
  const along = span(up, down, y, midY, cell.height);
  const straight: Stroke[] = [];
  if (across.length > 0) straight.push({ axis: 'x', x: across.from, y: midY, length: across.length });
  if (along.length > 0) straight.push({ axis: 'y', x: midX, y: along.from, length: along.length });
  return { straight, bent: [] };
}

function bend([vertical, horizontal]: readonly [number, number], x: number, y: number): string {
  const [midX, midY] = [x + cell.width / 2, y + cell.height / 2];
  const endY = vertical === down ? y + cell.height : y;
  const endX = horizontal === right ? x + cell.width : x;
  const turn = vertical === down ? cell.width / 2 : -cell.width / 2;
  return `M${midX} ${endY}V${midY + turn}Q${midX} ${midY} ${endX} ${midY}`;
}
