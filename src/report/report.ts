import { type Comparison, compare, type Subject, subjectsOf, verdict } from './comparison.ts';
import { type Recommendation, recommendations } from './recommendations.ts';
import type { RunReport } from './run-report.ts';

/** Everything a report says, whatever it is written as. */
export interface Report {
  readonly title: string;
  readonly runs: readonly RunReport[];
  readonly comparison: Comparison;
  readonly verdict: string | undefined;
  /** Per subject. */
  readonly recommendations: readonly (readonly Recommendation[])[];
}

/** A report on the acts of some runs; `acts` names those to tell about, all unless given. */
export function reportOn(runs: readonly RunReport[], acts: readonly string[] = []): Report {
  const subjects: readonly Subject[] = subjectsOf(runs, acts);
  const comparison = compare(subjects);
  return {
    title: [...new Set(runs.map(({ title }) => title))].join(' and '),
    runs,
    comparison,
    verdict: verdict(comparison),
    recommendations: subjects.map(({ act }) => recommendations(act)),
  };
}

/** The report as data: what is compared, and each run in full. */
export function reportJson({ runs, comparison, verdict: said, recommendations: advised }: Report): unknown {
  const { subjects, rows } = comparison;
  return {
    version: 1,
    subjects: subjects.map(({ label, run, act }, index) => ({
      label,
      run,
      act: act.id,
      recommendations: advised[index] ?? [],
    })),
    figures: rows.map(({ figure: { id, title, unit, better }, values, difference, best }) => ({
      id,
      title,
      unit,
      ...(better !== undefined && { better }),
      values,
      difference,
      best: best === null ? null : (subjects[best]?.label ?? null),
    })),
    verdict: said ?? null,
    runs,
  };
}
