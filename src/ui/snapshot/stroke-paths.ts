import type { Stroke, Strokes } from './box-drawing.ts';

/** The `d` of one path with all strokes, those that go on from one cell into the next drawn in one go. */
export function strokePath(all: readonly Strokes[]): string {
  const straight = joined(all.flatMap((strokes) => strokes.straight));
  return [
    ...straight.map(({ axis, x, y, length }) => `M${x} ${y}${axis === 'x' ? 'h' : 'v'}${length}`),
    ...all.flatMap((strokes) => strokes.bent),
  ].join('');
}

function joined(strokes: readonly Stroke[]): readonly Stroke[] {
  const whole: Stroke[] = [];
  for (const stroke of strokes.toSorted(alongItsLine)) {
    const last = whole.at(-1);
    if (last && goesOn(last, stroke)) whole[whole.length - 1] = { ...last, length: endOf(stroke) - startOf(last) };
    else whole.push(stroke);
  }
  return whole;
}

/** Strokes of one line behind one another, in their order. */
function alongItsLine(a: Stroke, b: Stroke): number {
  if (a.axis !== b.axis) return a.axis === 'x' ? -1 : 1;
  return lineOf(a) - lineOf(b) || startOf(a) - startOf(b);
}

function goesOn(a: Stroke, b: Stroke): boolean {
  return a.axis === b.axis && lineOf(a) === lineOf(b) && endOf(a) === startOf(b);
}

function lineOf({ axis, x, y }: Stroke): number {
  return axis === 'x' ? y : x;
}

function startOf({ axis, x, y }: Stroke): number {
  return axis === 'x' ? x : y;
}

function endOf(stroke: Stroke): number {
  return startOf(stroke) + stroke.length;
}
