import type { AnsiColour, ColourDepth, Hex } from './colour.ts';
import { nearest256, rgbOf } from './colour.ts';
import type { Tone } from './tone.ts';

/** A colour as it should be, and what comes nearest to it among the terminal's own 16. */
export type Ink = readonly [hex: Hex, ansi: AnsiColour];

export interface Look {
  readonly text: Ink;
  /** Absent: the terminal's own background. */
  readonly fill?: Ink;
  readonly bold?: boolean;
}

/** What every tone looks like on one kind of background. */
export interface Palette {
  /** What `--theme` calls it. */
  readonly name: string;
  /** The background it is made for. */
  readonly background: Hex;
  readonly looks: Readonly<Record<Tone, Look>>;
}

/** A look as SGR parameters, for example `1;38;5;231;48;5;160`. */
export function sgrOf({ text, fill, bold }: Look, depth: Exclude<ColourDepth, 'none'>): string {
  const parts = [bold === true ? '1' : '', foreground(text, depth), fill === undefined ? '' : background(fill, depth)];
  return parts.filter((part) => part !== '').join(';');
}

function foreground([hex, ansi]: Ink, depth: Exclude<ColourDepth, 'none'>): string {
  return depth === '16' ? String(ansi) : `38;${extended(hex, depth)}`;
}

/** Background parameters are those of the foreground plus ten. */
function background([hex, ansi]: Ink, depth: Exclude<ColourDepth, 'none'>): string {
  return depth === '16' ? String(ansi + 10) : `48;${extended(hex, depth)}`;
}

function extended(hex: Hex, depth: '256' | 'truecolor'): string {
  return depth === '256' ? `5;${nearest256(hex)}` : `2;${rgbOf(hex).join(';')}`;
}
