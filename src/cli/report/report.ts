import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { openRecording, type Recording } from '../../recording/recording.ts';
import { RunCursor } from '../../recording/run-cursor.ts';
import type { Subject } from '../../report/comparison.ts';
import { curveIds } from '../../report/curve-ids.ts';
import type { LinkedImage } from '../../report/markdown-report.ts';
import { type Report, reportJson, reportOn } from '../../report/report.ts';
import { type RunReport, runReport } from '../../report/run-report.ts';
import { suggest } from '../../scenario/nearest.ts';
import { UsageError } from '../errors.ts';
import { findRecording } from '../recorded-runs.ts';
import type { ReportFormat } from './report-command.ts';

export interface ReportOptions {
  /** As `findRecording` takes them. */
  readonly runs: readonly string[];
  readonly format: ReportFormat;
  /** Ids; none: all. */
  readonly acts: readonly string[];
  readonly out?: string;
}

/**
 * Writes a report on recorded runs.
 *
 * @throws UsageError for a run or act that is not there or a file that cannot be written, RecordingError for a recording that cannot be read
 */
export async function report({ runs, format, acts, out }: ReportOptions): Promise<void> {
  const told: RunReport[] = [];
  for (const run of runs) told.push(await reportOf(findRecording(run)));
  requireActs(told, acts);
  const made = reportOn(told, acts);
  if (format === 'md') {
    await writeMarkdown(made, out);
    return;
  }
  const text = await textOf(made, format);
  if (out === undefined) process.stdout.write(text);
  else write(out, text);
}

async function textOf(made: Report, format: Exclude<ReportFormat, 'md'>): Promise<string> {
  switch (format) {
    case 'text':
      return (await import('../../report/text-report.ts')).textReport(made);
    case 'html':
      return (await import('../../report/html-report.ts')).htmlReport(made);
    case 'json':
      return `${JSON.stringify(reportJson(made), undefined, 2)}\n`;
  }
}

async function reportOf(path: string): Promise<RunReport> {
  const recording = await openRecording(path);
  try {
    const cursor = new RunCursor(recording);
    cursor.moveTo(recording.until);
    const { state } = cursor;
    return runReport({
      name: basename(dirname(path)),
      place: placeOf(recording),
      scenario: recording.header.scenario,
      state,
      at(moment) {
        cursor.moveTo(moment);
        return cursor.state;
      },
    });
  } finally {
    recording.close();
  }
}

function placeOf({ header: { identity } }: Recording): string {
  return identity.badge === 'EMBEDDED'
    ? `embedded cluster, profile ${identity.profile}`
    : `context ${identity.context}`;
}

function requireActs(runs: readonly RunReport[], acts: readonly string[]): void {
  const known = [...new Set(runs.flatMap((run) => run.acts.map(({ id }) => id)))];
  for (const act of acts) {
    if (!known.includes(act)) throw new UsageError(`no run has an act ${act}`, suggest(act, known, 'acts'));
  }
}

/** Images stand beside the file, named after it, and are linked from it. */
async function writeMarkdown(made: Report, out: string | undefined): Promise<void> {
  if (out === undefined)
    throw new UsageError('Markdown links to images, which need a place', 'Name the file: --out report.md');
  const { chartLooks, chartSvg } = await import('../../report/chart-svg.ts');
  const { markdownReport } = await import('../../report/markdown-report.ts');
  const stem = basename(out, extname(out));
  const { subjects } = made.comparison;
  const images = curveIds(subjects).flatMap((id): LinkedImage[] => {
    const svg = chartSvg(id, subjects, chartLooks.light, { width: 920, height: 260 });
    if (svg === undefined) return [];
    const file = `${stem}-${id}.svg`;
    write(join(dirname(out), file), svg);
    return [{ file, title: titleOf(id, subjects) }];
  });
  write(out, markdownReport(made, images));
}

function titleOf(id: string, subjects: readonly Subject[]): string {
  return subjects.flatMap(({ act }) => act.curves.filter((curve) => curve.id === id))[0]?.title ?? id;
}

function write(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${file} cannot be written: ${reason}`, 'Name another place with --out.');
  }
}
