import type { TimeWindow } from '../autoscaling/figures/step-path.ts';
import { epochMs } from '../autoscaling/units.ts';
import { type Expression, evaluate } from '../scenario/expression.ts';
import { missBy } from '../scenario/miss.ts';
import type { Scenario } from '../scenario/model.ts';
import { actFigures } from './act-figures.ts';
import type { SessionState } from './state.ts';

/** When an expectation came closest to being met. */
export interface NearestMiss {
  /** The figures it names, as they were then. */
  readonly actual: string;
  /** Seconds from the window's start, the first time it was that close. */
  readonly atSecond: number;
}

const steps = 120;

/** The moment of a window at which an expectation that is not met was nearest to it; undefined where it was as far all the time, or has no figure. */
export function nearestMiss(
  scenario: Scenario,
  state: SessionState,
  window: TimeWindow,
  expression: Expression,
): NearestMiss | undefined {
  const spanMs = window.to - window.from;
  const seen = Array.from({ length: steps }, (_, index) => {
    const atMs = Math.round((spanMs * (index + 1)) / steps);
    const figures = actFigures(scenario, state, { from: window.from, to: epochMs(window.from + atMs) });
    return { atMs, miss: missBy(expression, figures), figures };
  });
  const nearest = seen.reduce((best, each) => (each.miss < best.miss ? each : best));
  const farthest = Math.max(...seen.map(({ miss }) => miss));
  if (!Number.isFinite(nearest.miss) || nearest.miss === farthest) return undefined;
  return { actual: evaluate(expression, nearest.figures).actual, atSecond: nearest.atMs / 1000 };
}
