import { type Figure, figures } from './figures.ts';
import type { ReportedAct, RunReport } from './run-report.ts';

/** One column of a report: an act of a run. */
export interface Subject {
  /** Unique in the report: the act's title, with the run's name where there are several runs. */
  readonly label: string;
  readonly run: string;
  readonly act: ReportedAct;
}

export interface ComparedFigure {
  readonly figure: Omit<Figure, 'read'>;
  /** In the order of the subjects. */
  readonly values: readonly (number | null)[];
  /** Of two subjects: the second less the first. */
  readonly difference: number | null;
  /** Index of the subject that does better; null where they are alike, or where neither way is better. */
  readonly best: number | null;
}

/** Acts side by side. */
export interface Comparison {
  readonly subjects: readonly Subject[];
  readonly rows: readonly ComparedFigure[];
}

/** The acts of all runs that are called for, by id; all of them unless some are named. */
export function subjectsOf(runs: readonly RunReport[], acts: readonly string[] = []): readonly Subject[] {
  return runs.flatMap((run) =>
    run.acts
      .filter(({ id }) => acts.length === 0 || acts.includes(id))
      .map((act) => ({ label: runs.length === 1 ? act.title : `${act.title} (${run.name})`, run: run.name, act })),
  );
}

/** Rows that no subject has a value for are left out. */
export function compare(subjects: readonly Subject[]): Comparison {
  const alike = areAlike(subjects.map(({ act }) => act.seconds));
  const rows = figures.map((figure): ComparedFigure => {
    const values = subjects.map(({ act }) => figure.read(act));
    const judged = figure.total === undefined || alike ? judgedValues(figure, subjects, values) : [];
    return { figure, values, difference: differenceOf(values), best: bestOf(judged, figure.better) };
  });
  return { subjects, rows: rows.filter(({ values }) => values.some((value) => value !== null)) };
}

/** How much lengths may differ for totals to be judged: a step of the clock, not a minute. */
const mostDifference = 0.02;

function areAlike(lengths: readonly number[]): boolean {
  return Math.max(...lengths) - Math.min(...lengths) <= mostDifference * Math.max(...lengths);
}

/** Where a figure without a value means "never", that is the worst there is, as long as there was something to wait for. */
function judgedValues(figure: Figure, subjects: readonly Subject[], values: readonly (number | null)[]) {
  if (figure.never === undefined) return values;
  return values.map((value, index) => value ?? (hadQueue(subjects[index]) ? Number.POSITIVE_INFINITY : null));
}

/** Whether messages waited in the act at all. */
export function hadQueue(subject: Subject | undefined): boolean {
  return (subject?.act.queue.peak ?? 0) > 0;
}

function differenceOf(values: readonly (number | null)[]): number | null {
  const [first, second] = values;
  return values.length === 2 && typeof first === 'number' && typeof second === 'number' ? second - first : null;
}

function bestOf(values: readonly (number | null)[], better: Figure['better']): number | null {
  const known = values.filter((value) => value !== null);
  if (better === undefined || known.length < 2 || new Set(known).size < 2) return null;
  const best = better === 'less' ? Math.min(...known) : Math.max(...known);
  const winners = values.filter((value) => value === best);
  return winners.length === 1 ? values.indexOf(best) : null;
}

/** What the table shows at a glance, in a sentence; undefined where there is nothing to compare. */
export function verdict({ subjects, rows }: Comparison): string | undefined {
  if (subjects.length !== 2) return undefined;
  const judged = rows.filter(({ figure, best }) => figure.headline === true && best !== null);
  if (judged.length === 0) return 'No figure that counts tells them apart.';
  const counts = subjects.map((_, index) => judged.filter(({ best }) => best === index).length);
  const most = Math.max(...counts);
  if (counts.every((count) => count === most))
    return `Neither is ahead: each does best in ${most} of ${judged.length} figures that count.`;
  const leader = counts.indexOf(most);
  const where = judged
    .filter(({ best }) => best === leader)
    .map(({ figure: { title } }) => title.charAt(0).toLowerCase() + title.slice(1));
  return `${subjects[leader]?.label} does better in ${most} of ${judged.length} figures that count: ${where.join(', ')}.`;
}
