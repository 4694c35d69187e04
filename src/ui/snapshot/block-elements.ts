import { cell } from './metrics.ts';

/** A part of a cell that is filled: fractions of its width and height, and how densely. */
interface Block {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly density: number;
}

const full: Block = { x: 0, y: 0, width: 1, height: 1, density: 1 };
const lower = (eighths: number): Block => ({ ...full, y: 1 - eighths / 8, height: eighths / 8 });
const fromLeft = (eighths: number): Block => ({ ...full, width: eighths / 8 });

const blocks: Readonly<Record<string, Block>> = {
  '█': full,
  '▀': { ...full, height: 1 / 2 },
  '▐': { ...full, x: 1 / 2, width: 1 / 2 },
  '░': { ...full, density: 0.25 },
  '▒': { ...full, density: 0.5 },
  '▓': { ...full, density: 0.75 },
  ...Object.fromEntries([...'▁▂▃▄▅▆▇'].map((character, index) => [character, lower(index + 1)])),
  ...Object.fromEntries([...'▏▎▍▌▋▊▉'].map((character, index) => [character, fromLeft(index + 1)])),
};

/** How densely a character fills its part of the cell, 0 to 1; undefined for one that is no block. */
export function densityOf(character: string): number | undefined {
  return blocks[character]?.density;
}

/** The `d` of a block whose cell begins at (x, y). */
export function blockPath(character: string, x: number, y: number): string {
  const block = blocks[character];
  if (!block) return '';
  const [width, height] = [block.width * cell.width, block.height * cell.height];
  return `M${x + block.x * cell.width} ${y + block.y * cell.height}h${width}v${height}h${-width}z`;
}
