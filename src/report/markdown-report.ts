import type { Report } from './report.ts';
import { figureTable } from './table.ts';

/** An image beside the Markdown file. */
export interface LinkedImage {
  readonly file: string;
  readonly title: string;
}

/** The report as Markdown, with links to the images of its curves. Ends with a line break. */
export function markdownReport(report: Report, images: readonly LinkedImage[]): string {
  const { title, runs, comparison, verdict } = report;
  const { heading, rows } = figureTable(comparison);
  const sections = comparison.subjects.map(({ label, act }, index) => [
    `## ${escaped(label)}`,
    list(act.expectations.map(({ met, text, actual }) => `${met ? '✓' : '✕'} \`${text}\` (${actual})`)),
    list(
      act.findings.map(
        ({ title: said, firstSecond, seconds, advice }) =>
          `**${escaped(said)}** from ${firstSecond} s, for ${seconds} s. ${escaped(advice)}`,
      ),
    ),
    list(
      (report.recommendations[index] ?? []).map(({ advice, evidence }) => `${escaped(advice)} _${escaped(evidence)}_`),
    ),
  ]);
  return `${[
    `# ${escaped(title)}`,
    list(runs.map(({ name, place, startedAt }) => `\`${name}\`: ${escaped(place)}, ${startedAt}`)),
    ...(verdict === undefined ? [] : [`**${escaped(verdict)}**`]),
    [
      tableRow(heading.map(escaped)),
      tableRow(heading.map((_, column) => (column === 0 ? '---' : '---:'))),
      ...rows.map((row) => tableRow(row.map(({ text, best }) => (best ? `**${escaped(text)}**` : escaped(text))))),
    ].join('\n'),
    ...images.map(({ file, title: shown }) => `![${escaped(shown)}](${encodeURI(file)})`),
    ...sections.flat(),
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n');
}

function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|]/g, String.raw`\$&`);
}
