import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { text } from 'node:stream/consumers';
import type { RehearsalReport } from '../report/rehearsal-report.ts';
import { CliError, type ExitCode, exitCodes } from './errors.ts';
import type { RehearseOptions } from './options.ts';

/** What `harmony rehearse --seeds` prints with `--json`. */
export interface SweepReport {
  readonly scenario: string;
  readonly profile: string;
  readonly seeds: readonly number[];
  readonly wallMillis: number;
  readonly expectations: readonly SweptExpectation[];
  /** Whether all expectations are met with every seed. */
  readonly met: boolean;
}

export interface SweptExpectation {
  readonly act: string;
  readonly text: string;
  readonly metWith: number;
  /** Seeds that it is not met with, and what was seen there. */
  readonly misses: readonly { readonly seed: number; readonly actual: string }[];
}

/**
 * Rehearses a scenario with many seeds, as many at a time as there are processors, each in a process of its own, and tells how often
 * each expectation holds. Resolves to 0 when all hold with every seed.
 *
 * @throws CliError when one of the rehearsals cannot be carried out
 */
export async function sweep(
  options: RehearseOptions & { readonly seeds: readonly number[] },
  out: { write(text: string): unknown } = process.stdout,
): Promise<ExitCode> {
  const startedAt = performance.now();
  const reports = await inParallel(options.seeds, (seed) => rehearseWith(seed, options));
  const report = sweepReport(reports, Math.round(performance.now() - startedAt));
  out.write(options.json ? `${JSON.stringify(report, undefined, 2)}\n` : sweepText(report));
  return report.met ? exitCodes.ok : exitCodes.failed;
}

/** How often each expectation is met over the rehearsals, of which there is at least one. */
export function sweepReport(reports: readonly RehearsalReport[], wallMillis: number): SweepReport {
  const [first] = reports;
  const expectations = (first?.expectations ?? []).map(({ act, text: wanted }, index): SweptExpectation => {
    const seen = reports.map(({ seed = 0, expectations: own }) => ({ seed, ...own[index] }));
    const misses = seen.filter(({ met }) => met !== true).map(({ seed, actual = 'not played' }) => ({ seed, actual }));
    return { act, text: wanted, metWith: reports.length - misses.length, misses };
  });
  return {
    scenario: first?.scenario ?? '',
    profile: first?.profile ?? '',
    seeds: reports.map(({ seed = 0 }) => seed),
    wallMillis,
    expectations,
    met: expectations.every(({ misses }) => misses.length === 0),
  };
}

/** The sweep for people. Ends with a line break. */
export function sweepText({ scenario, profile, seeds, wallMillis, expectations, met }: SweepReport): string {
  const of = seeds.length;
  const lines = expectations.flatMap(({ act, text: wanted, metWith, misses }) => [
    `  ${misses.length === 0 ? '✓' : '✕'} ${String(metWith).padStart(String(of).length)} of ${of}  ${act}: ${wanted}`,
    ...misses.map(({ seed, actual }) => `      seed ${seed}: ${actual}`),
  ]);
  const head = `${scenario}  profile ${profile}  ${of} seeds in ${(wallMillis / 1000).toFixed(1)} s`;
  const verdict = met ? 'Every expectation is met with every seed.' : 'Not every expectation is met with every seed.';
  return `${[head, '', ...lines, '', verdict].join('\n')}\n`;
}

async function rehearseWith(seed: number, options: RehearseOptions): Promise<RehearsalReport> {
  const { scenario, act, profile } = options;
  const args = ['rehearse', scenario, '--speed', 'max', '--seed', String(seed), '--json'];
  if (act !== undefined) args.push('--act', act);
  if (profile !== undefined) args.push('--profile', profile);
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1] ?? '', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, complaint] = await Promise.all([text(child.stdout), text(child.stderr)]);
  try {
    return JSON.parse(output) as RehearsalReport;
  } catch (cause) {
    throw new CliError(`seed ${seed}: ${complaint.trim() || 'the rehearsal printed nothing'}`, {
      exitCode: exitCodes.failed,
      cause,
    });
  }
}

/** Results in the order of the items, whichever is done first. */
async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as T);
  };
  await Promise.all(Array.from({ length: Math.min(items.length, availableParallelism()) }, worker));
  return results;
}
