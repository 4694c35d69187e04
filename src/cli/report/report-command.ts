import { type Command, Option } from 'commander';
import { examples } from '../help.ts';

export const reportFormats = ['text', 'md', 'html', 'json'] as const;
export type ReportFormat = (typeof reportFormats)[number];

interface ReportFlags {
  readonly format: ReportFormat;
  readonly act: readonly string[];
  readonly out?: string;
}

/** `harmony report`. */
export function addReport(program: Command): void {
  program
    .command('report')
    .description('tell recorded runs, or their acts, apart')
    .argument('[runs...]', "runs' names or their beginnings, their folders, or latest", ['latest'])
    .addOption(new Option('--format <format>', 'how it is written').choices(reportFormats).default('text'))
    .option('--act <act>', 'only this act; give it twice to compare two', collected, [])
    .option('--out <file>', 'write it there instead of to standard output (Markdown needs it, for its images)')
    .option('--debug', 'show stacks of errors')
    .addHelpText(
      'after',
      examples(
        'harmony report latest --act conflict --act harmony',
        'harmony report latest --format html --out report.html',
        'harmony report 2026-01-31 2026-02-01 --act harmony --format md --out report.md',
      ),
    )
    .action(async (runs: readonly string[], { format, act, out }: ReportFlags) => {
      const { report } = await import('./report.ts');
      await report({ runs, format, acts: act, ...(out !== undefined && { out }) });
    });
}

function collected(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
