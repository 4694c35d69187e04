import type { NextStep } from '../../../autoscaling/referee/finding.ts';
import type { EpochMs } from '../../../autoscaling/units.ts';
import { blockDigits, type DigitSize, digitRows } from '../../charts/block-digits.ts';
import { cellWidth, fitText } from '../../text/cell-width.ts';
import { stopwatch } from '../../text/durations.ts';
import { type Line, line, span } from '../../text/line.ts';

/** Cells between the numeral and what stands beside it. */
const gap = 2;
/** `next 10` and a gap; counts of four digits still fit. */
const courseColumns = 11;

/** The count before this one, this one, and the one that comes next. */
export interface Course {
  readonly was?: number;
  readonly now: number;
  readonly next?: string;
  /** `in 0:04, KEDA's HPA owns it`. */
  readonly when?: string;
}

/** How the count goes on, from its path and from who takes the next step. */
export function courseOf(
  path: readonly { readonly replicas: number }[],
  replicas: number,
  step: NextStep | undefined,
  now: EpochMs,
): Course {
  const was = path.at(-2)?.replicas;
  const [, next] = /(?:→|stays at) (\d+)$/.exec(step?.what ?? '') ?? [];
  return {
    ...(was !== undefined && { was }),
    now: replicas,
    ...(next !== undefined && { next }),
    ...(step && { when: whenText(step, now) }),
  };
}

function whenText({ at, owner }: NextStep, now: EpochMs): string {
  const when = at === undefined ? '' : at > now ? `in ${stopwatch(at - now)}, ` : 'due, ';
  return `${when}${owner} owns it`;
}

/** The numeral that fits: large on a projector-sized pane, small on a usual one, none where rows are needed for words. */
export function numeralSize(columns: number, rows: number): DigitSize | undefined {
  if (columns >= 90 && rows >= 20) return 'large';
  return columns >= 60 && rows >= 12 ? 'small' : undefined;
}

/** Cells that a numeral and the course take beside the text, wide enough for two digits so that text does not shift at ten. */
export function numeralColumns(size: DigitSize): number {
  return cellWidth(blockDigits('00', size)[0] ?? '') + gap + courseColumns;
}

/** Rows of text with the count in big digits and its course to their left. */
export function besideNumeral(course: Course, size: DigitSize, text: readonly Line[]): readonly Line[] {
  const digits = blockDigits(String(course.now), size);
  const width = numeralColumns(size) - courseColumns;
  const words = courseLines(course);
  const rows = Math.max(digitRows(size), text.length);
  return Array.from({ length: rows }, (_, row) => [
    span(fitText(digits[row] ?? '', width), 'title', true),
    ...(words[row] ?? line(' '.repeat(courseColumns))),
    ...(text[row] ?? []),
  ]);
}

function courseLines({ was, now, next }: Course): readonly Line[] {
  const row = (word: string, value: string, isNow: boolean): Line => [
    span(fitText(word, 5), 'muted'),
    span(fitText(value, courseColumns - 5), undefined, isNow),
  ];
  return [
    row('was', was === undefined ? '–' : String(was), false),
    row('now', String(now), true),
    row('next', next ?? '–', false),
  ];
}
