import type { Rung } from '../../../autoscaling/figures/latency-ladder.ts';
import { formatTime } from '../../../autoscaling/units.ts';

/** One rung as text. A dash stands for what was not seen. */
export interface RungRow {
  readonly seen: boolean;
  readonly title: string;
  /** Time of day in UTC, as the API tells times: `10:02:31`. */
  readonly moment: string;
  /** Since the load: `+18.1 s`. */
  readonly sinceLoad: string;
  /** Since the rung before it that was seen: `+13.1 s`; `earlier` where that came later. */
  readonly step: string;
  /** The step that took longest. */
  readonly longest: boolean;
}

/** The ladder as rows, always all of them. */
export function ladderRows(rungs: readonly Rung[]): readonly RungRow[] {
  const longest = rungs.reduce<Rung | undefined>(
    (most, rung) => ((rung.sincePreviousMs ?? 0) > (most?.sincePreviousMs ?? 0) ? rung : most),
    undefined,
  );
  return rungs.map((rung) => ({
    seen: rung.at !== null,
    title: rung.title,
    moment: rung.at === null ? '–' : formatTime(rung.at).slice(11, 19),
    sinceLoad: rung.sinceLoadMs === null ? '–' : laterBy(rung.sinceLoadMs),
    step: stepText(rung),
    longest: rung === longest,
  }));
}

function stepText({ id, sincePreviousMs }: Rung): string {
  if (id === 'load') return '';
  if (sincePreviousMs === null) return '–';
  return sincePreviousMs < 0 ? 'earlier' : laterBy(sincePreviousMs);
}

/** Tenths of a second: what is sampled by the second is not known better, and what is watched need not be told better. */
function laterBy(milliseconds: number): string {
  return `+${(milliseconds / 1000).toFixed(1)} s`;
}
