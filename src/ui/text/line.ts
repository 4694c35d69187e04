import type { Tone } from '../theme/tone.ts';
import { cellWidth, truncate } from './cell-width.ts';

/** A run of characters that look alike. */
export interface Span {
  readonly text: string;
  readonly tone?: Tone;
  readonly bold?: boolean;
}

/** One row of the screen, or of a part of it. Never holds a line break. */
export type Line = readonly Span[];

/** A span in its shortest spelling. */
export function span(text: string, tone?: Tone, bold?: boolean): Span {
  return { text, ...(tone && { tone }), ...(bold && { bold }) };
}

/** A line of a single span. */
export function line(text: string, tone?: Tone, bold?: boolean): Line {
  return [span(text, tone, bold)];
}

/** Characters without their looks. */
export function plain(spans: Line): string {
  return spans.map((part) => part.text).join('');
}

/** Cells a line takes. */
export function lineWidth(spans: Line): number {
  return spans.reduce((width, part) => width + cellWidth(part.text), 0);
}

/** A line cut to `width` cells, with `…` where something was cut off. */
export function cutLine(spans: Line, width: number): Line {
  if (lineWidth(spans) <= width) return spans;
  const kept: Span[] = [];
  let room = width;
  for (const part of spans) {
    const needed = cellWidth(part.text);
    // A part that just fits is cut too: what follows it is lost, and the reader must see that.
    if (needed < room) {
      kept.push(part);
      room -= needed;
      continue;
    }
    kept.push({ ...part, text: truncate(`${part.text}……`, room) });
    break;
  }
  return kept;
}

/** A line cut or filled with blanks to exactly `width` cells. */
export function fitLine(spans: Line, width: number): Line {
  const cut = cutLine(spans, width);
  const blanks = width - lineWidth(cut);
  return blanks > 0 ? [...cut, span(' '.repeat(blanks))] : cut;
}

/** `left` at the left edge and `right` at the right one; `left` is cut when both do not fit. */
export function spreadLine(left: Line, right: Line, width: number): Line {
  const rightWidth = lineWidth(right);
  if (rightWidth >= width) return fitLine(right, width);
  return [...fitLine(left, width - rightWidth), ...right];
}

/** Neighbouring spans that look alike as one, so that fewer sequences are written. */
export function mergeSpans(spans: Line): Line {
  const merged: Span[] = [];
  for (const part of spans) {
    const last = merged.at(-1);
    if (last && last.tone === part.tone && last.bold === part.bold)
      merged[merged.length - 1] = { ...last, text: last.text + part.text };
    else merged.push(part);
  }
  return merged;
}

/** The same line with every part in one tone, for data that is no longer current. */
export function retoned(spans: Line, tone: Tone): Line {
  return line(plain(spans), tone);
}
