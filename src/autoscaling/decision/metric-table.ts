import type { MetricExplanation } from './explanation.ts';
import { figure, readable } from './numbers.ts';
import { wrap } from './wrap.ts';

const headings = ['METRIC', 'TYPE', 'CURRENT / TARGET', 'RATIO', 'PROPOSES', 'KNOWN'] as const;

/** The metrics as a table, each on one row of at most `columns` characters. A name that does not fit stands on lines of its own above. */
export function metricTable(metrics: readonly MetricExplanation[], columns: number): readonly string[] {
  const rows = [headings, ...metrics.map(cells)];
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const others = widths.slice(1).reduce((sum, width) => sum + width + GAP.length, 0);
  const nameColumns = Math.max(headings[0].length, Math.min(widths[0] ?? 0, columns - others));
  return rows.flatMap(([name = '', ...rest]) => {
    const row = rest.map((cell, index) => cell.padEnd(widths[index + 1] ?? 0)).join(GAP);
    const fits = name.length <= nameColumns;
    const line = ((fits ? name : '').padEnd(nameColumns) + GAP + row).trimEnd();
    // Huge quantities may not leave room even so; they are not cut short.
    const shown = line.length > columns ? wrap(line.trim(), columns) : [line];
    return fits ? shown : [...wrap(name, columns), ...shown];
  });
}

const GAP = '  ';

function cells({ name, type, current, target, ratio, proposes, evidence }: MetricExplanation): readonly string[] {
  return [
    name,
    type,
    `${current === null ? '<unknown>' : readable(current)} / ${readable(target)}`,
    ratio === null ? '<unknown>' : figure(ratio),
    proposes === null ? '<unknown>' : figure(proposes),
    evidence,
  ];
}
