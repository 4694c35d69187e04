import type { CellSize } from '../layout/place-panes.ts';
import { cellWidth, truncate } from '../text/cell-width.ts';
import { stopwatch } from '../text/durations.ts';
import { cutLine, fitLine, type Line, line, retoned, type Span, span } from '../text/line.ts';
import { wrapWords } from '../text/wrap-words.ts';
import type { Tone } from '../theme/tone.ts';
import type { Face, PaneContent } from './pane.ts';

/** Cells a frame takes off its area: a border on each side, and a blank beside it. */
export const frameColumns = 4;
export const frameRows = 2;

export interface FrameRequest {
  readonly name: string;
  readonly content: PaneContent;
  readonly size: CellSize;
  readonly focused: boolean;
}

/** A pane with its frame: exactly `size.rows` lines of `size.columns` cells. The focused one has a heavier frame, so that it shows without colour. */
export function framedLines({ name, content, size, focused }: FrameRequest): readonly Line[] {
  const tone: Tone = focused ? 'focus' : 'chrome';
  const strokes = focused ? heavy : light;
  const inner = Math.max(0, size.columns - frameColumns);
  const rows = Math.max(0, size.rows - frameRows);
  const body = faceLines(content.face, inner, rows);
  const top: Line = [
    span(strokes.topLeft, tone),
    ...titleSpans(content.title ?? name, content, size.columns - 2, focused),
    span(strokes.topRight, tone),
  ];
  const bottom = strokes.bottomLeft + strokes.horizontal.repeat(Math.max(0, size.columns - 2)) + strokes.bottomRight;
  const middle = Array.from(
    { length: rows },
    (_, row): Line => [
      span(`${strokes.vertical} `, tone),
      ...fitLine(body[row] ?? [], inner),
      span(` ${strokes.vertical}`, tone),
    ],
  );
  return [top, ...middle, line(bottom, tone)].slice(0, size.rows);
}

/** What a face shows inside of the frame, at most `rows` lines. */
export function faceLines(face: Face, columns: number, rows: number): readonly Line[] {
  switch (face.kind) {
    case 'live':
      return face.lines.slice(0, rows);
    case 'stale':
      return face.lines.slice(0, rows).map((text) => retoned(text, 'muted'));
    case 'loading':
      return centred([line(`waiting for ${face.waitingFor} …`, 'muted')], rows);
    case 'empty':
      return centred(
        wrapWords(face.text, columns).map((text) => line(text, 'muted')),
        rows,
      );
    case 'failed': {
      const reason = wrapWords(`✕ ${face.reason}`, columns).map((text) => line(text, 'failed'));
      const fix = face.fix === undefined ? [] : wrapWords(face.fix, columns).map((text) => line(text));
      return centred([...reason, ...fix], rows);
    }
  }
}

const light = { topLeft: '╭', topRight: '╮', bottomLeft: '╰', bottomRight: '╯', horizontal: '─', vertical: '│' };
const heavy = { topLeft: '┏', topRight: '┓', bottomLeft: '┗', bottomRight: '┛', horizontal: '━', vertical: '┃' };

function titleSpans(name: string, content: PaneContent, width: number, focused: boolean): Span[] {
  const tone: Tone = focused ? 'focus' : 'chrome';
  const stroke = focused ? heavy.horizontal : light.horizontal;
  const note = noteOf(content);
  const shownNote = note && note.text.length + 12 < width ? note : undefined;
  const room = Math.max(0, width - 4 - (shownNote ? cellWidth(shownNote.text) + 4 : 0));
  const named = span(name, focused ? 'focus' : 'title', true);
  const shown = cutLine([named, ...subjectSpans(content.subject ?? '', room - cellWidth(name) - 2)], room);
  const used =
    shown.reduce((sum, part) => sum + cellWidth(part.text), 0) + 3 + (shownNote ? cellWidth(shownNote.text) + 3 : 0);
  return [
    span(`${stroke} `, tone),
    ...shown,
    span(` ${stroke.repeat(Math.max(0, width - used))}`, tone),
    ...(shownNote ? [span(` ${shownNote.text} `, shownNote.tone), span(stroke, tone)] : []),
  ];
}

/** Less of a subject than this says nothing. */
const leastSubjectColumns = 6;

function subjectSpans(subject: string, room: number): Span[] {
  const fits = subject !== '' && room >= Math.min(cellWidth(subject), leastSubjectColumns);
  return fits ? [span(`  ${subject}`, 'muted')] : [];
}

/** Staleness matters more than what the pane itself has to say. */
function noteOf({ face, note }: PaneContent): { text: string; tone: Tone } | undefined {
  if (face.kind === 'stale') {
    const why = face.reason === undefined ? '' : `: ${truncate(face.reason, 24)}`;
    return { text: `! stale ${stopwatch(face.ageMs)}${why}`, tone: 'stale' };
  }
  if (face.kind === 'failed') return { text: '✕ failed', tone: 'failed' };
  return note === undefined ? undefined : { text: note, tone: 'muted' };
}

function centred(lines: readonly Line[], rows: number): readonly Line[] {
  const shown = lines.slice(0, rows);
  const above = Math.max(0, Math.floor((rows - shown.length) / 2));
  return [...Array.from({ length: above }, (): Line => []), ...shown];
}
