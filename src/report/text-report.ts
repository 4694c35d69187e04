import type { Report } from './report.ts';
import { figureTable } from './table.ts';

/** The report for a terminal. Ends with a line break. */
export function textReport(report: Report): string {
  const { title, runs, comparison, verdict } = report;
  const head = runs.map(({ name, place, startedAt }) => `  ${name}  ${place}  ${startedAt}`);
  const sections = comparison.subjects.map(({ label, act }, index) => [
    label,
    ...act.expectations.map(({ met, text, actual }) => `  ${met ? '✓' : '✕'} ${text}  (${actual})`),
    ...act.findings.map(
      ({ title: said, firstSecond, seconds }) => `  ! ${said}  (from ${firstSecond} s, for ${seconds} s)`,
    ),
    ...(report.recommendations[index] ?? []).flatMap(({ advice, evidence }) => [`  → ${advice}`, `    ${evidence}`]),
  ]);
  const parts = [
    [title, ...head],
    tableRows(report),
    ...(verdict === undefined ? [] : [[verdict]]),
    ...sections.filter(({ length }) => length > 1),
  ];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function tableRows({ comparison }: Report): readonly string[] {
  const { heading, rows } = figureTable(comparison);
  const cells = [heading, ...rows.map((row) => row.map(({ text, best }) => (best ? `${text} ◂` : text)))];
  const widths = heading.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) =>
    row
      .map((text, column) => (column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
