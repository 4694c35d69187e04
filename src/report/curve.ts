import type { Sample } from '../autoscaling/figures/samples.ts';
import type { TimeWindow } from '../autoscaling/figures/step-path.ts';
import { rounded } from './rounded.ts';

/** A line over an act: seconds from its start, and the value there. Null is a gap. */
export type Points = readonly (readonly [second: number, value: number | null])[];

export interface Curve {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** A count holds until it changes; a measurement is one of a line. */
  readonly shape: 'step' | 'line';
  readonly points: Points;
  /** The autoscaler's target or the limit that must not be exceeded, in `unit`. */
  readonly rule?: { readonly label: string; readonly value: number };
}

/** Most points of a curve: more than a page is wide would only make it larger. */
const mostPoints = 600;

/** Samples of a window; where there are more than a page shows, the lowest and the highest of each stretch are kept. */
export function pointsOf(samples: readonly Sample[], { from, to }: TimeWindow): Points {
  const inside = samples.filter(({ at }) => at >= from && at < to);
  const stretch = Math.ceil(inside.length / (mostPoints / 2));
  const kept = stretch <= 1 ? inside : stretches(inside, stretch).flatMap(lowestAndHighest);
  return kept.map(({ at, value }) => [rounded((at - from) / 1000), Number.isFinite(value) ? rounded(value) : null]);
}

function stretches(samples: readonly Sample[], length: number): readonly (readonly Sample[])[] {
  return Array.from({ length: Math.ceil(samples.length / length) }, (_, index) =>
    samples.slice(index * length, (index + 1) * length),
  );
}

function lowestAndHighest(samples: readonly Sample[]): readonly Sample[] {
  const measured = samples.filter(({ value }) => Number.isFinite(value));
  const gap = samples.find(({ value }) => !Number.isFinite(value));
  if (measured.length === 0) return gap ? [gap] : [];
  const lowest = measured.reduce((a, b) => (b.value < a.value ? b : a));
  const highest = measured.reduce((a, b) => (b.value > a.value ? b : a));
  const kept = lowest === highest ? [lowest] : [lowest, highest];
  return [...kept, ...(gap ? [gap] : [])].toSorted((a, b) => a.at - b.at);
}
