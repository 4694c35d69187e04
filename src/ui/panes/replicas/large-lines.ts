import { blockDigits, digitRows } from '../../charts/block-digits.ts';
import { cellWidth, fitText } from '../../text/cell-width.ts';
import { type Line, type Span, span } from '../../text/line.ts';
import type { Tone } from '../../theme/tone.ts';
import type { AutoscalerView } from './replicas-view.ts';

const gap = 4;
/** So that nothing shifts when a count reaches ten. */
const leastWidth = cellWidth(blockDigits('00', 'large')[0] ?? '');

interface Block {
  readonly word: Span;
  readonly digits: readonly string[];
  readonly tone: Tone;
  readonly width: number;
}

/** The count and what each autoscaler wants it to be, in block numerals side by side, as many as there is room for: for the last row of a room. */
export function largeLines(replicas: number, views: readonly AutoscalerView[], columns: number): readonly Line[] {
  const blocks = [
    block('now', String(replicas), 'title'),
    ...views.map((view) =>
      view.problem === undefined
        ? block(`${view.word} wants ${view.arrow}`, view.wanted === undefined ? '–' : String(view.wanted), view.tone)
        : block(`${view.word} ✕ stopped`, '–', 'conflict'),
    ),
  ];
  let room = columns + gap;
  const shown = blocks.filter(({ width }) => {
    room -= width + gap;
    return room >= 0;
  });
  const between = span(' '.repeat(gap));
  const row = (cell: (block: Block) => Span): Line =>
    shown.flatMap((each, index) => (index === 0 ? [cell(each)] : [between, cell(each)]));
  return [
    row(({ word, width }) => ({ ...word, text: fitText(word.text, width) })),
    ...Array.from({ length: digitRows('large') }, (_, index) =>
      row(({ digits, tone, width }) => span(fitText(digits[index] ?? '', width), tone, true)),
    ),
  ];
}

function block(word: string, number: string, tone: Tone): Block {
  const digits = blockDigits(number, 'large');
  const width = Math.max(leastWidth, cellWidth(word), cellWidth(digits[0] ?? ''));
  return { word: span(word, tone === 'title' ? 'muted' : tone, true), digits, tone, width };
}
