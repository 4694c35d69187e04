import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RehearsalReport } from '../report/rehearsal-report.ts';
import { UsageError } from './errors.ts';
import { rehearsalJunit } from './rehearsal-junit.ts';
import { rehearsalText } from './rehearsal-text.ts';

/** Where a rehearsal's result is written besides standard output. */
export interface RehearsalFiles {
  readonly junit?: string;
  /** A folder; made where it is missing. */
  readonly out?: string;
}

/** Writes the result where it was asked for. @throws UsageError for a place that cannot be written */
export function writeRehearsal({ junit, out }: RehearsalFiles, report: RehearsalReport): void {
  if (junit !== undefined) write('--junit', junit, rehearsalJunit(report));
  if (out === undefined) return;
  write('--out', join(out, 'report.json'), jsonText(report));
  write('--out', join(out, 'report.txt'), rehearsalText(report));
  write('--out', join(out, 'junit.xml'), rehearsalJunit(report));
}

/** The report as `--json` prints it. */
export function jsonText(report: RehearsalReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function write(option: string, file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${file} cannot be written: ${reason}`, `Name another place with ${option}.`);
  }
}
