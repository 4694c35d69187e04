import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { version } from '../version.ts';
import { pruneRuns } from './prune-runs.ts';
import { metaFile, type RunMeta, writeMeta } from './run-meta.ts';
import { runsHome } from './runs-home.ts';

/** What becomes known of a run once its cluster is. */
export type RunFacts = Pick<RunMeta, 'context' | 'namespace' | 'seed' | 'profile'>;

/** Where one run is written down. */
export interface RunFolder {
  /** Absent where there is none, and `problem` says why. */
  readonly path?: string;
  readonly problem?: string;
  describe(facts: RunFacts): void;
  /** The run is over; `outstanding` objects are as it changed them. Old runs make room. */
  finish(outstanding: number): void;
}

/**
 * Makes the folder of a run, for its owner alone: the one that is asked for, else a new one among the user's runs. A folder that cannot be
 * made is no reason not to run: what is missing then is told by `problem`.
 *
 * @throws UsageError for a folder that holds a run already
 */
export function openRunFolder(scenario: string, asked?: string): RunFolder {
  const started = new Date().toISOString();
  const path = asked === undefined ? join(runsHome(), folderName(scenario, started)) : resolve(asked);
  if (existsSync(join(path, metaFile))) {
    throw new UsageError(`${path} holds a run already`, 'Name another folder with --run-dir, or leave it out.');
  }
  let meta: RunMeta = { version, scenario, started, pid: process.pid, host: hostname() };
  const write = (change: Partial<RunMeta>): string | undefined => {
    meta = { ...meta, ...change };
    try {
      writeMeta(path, meta);
      return undefined;
    } catch (error) {
      return `${path} cannot be written: ${reasonOf(error)}`;
    }
  };
  const problem = made(path) ?? write({});
  if (problem !== undefined) return { problem, describe() {}, finish() {} };
  return {
    path,
    describe: write,
    finish(outstanding) {
      write({ ended: new Date().toISOString(), outstanding });
      if (asked === undefined) pruneRuns(dirname(path));
    },
  };
}

/** `20250131T120000Z-meme-generator-3f9a1c`: in the order of time, and no two alike. */
function folderName(scenario: string, started: string): string {
  const time = started.replace(/\.\d+Z$/, 'Z').replaceAll(/[-:]/g, '');
  return `${time}-${scenario.replaceAll(/[^\w.-]/g, '_')}-${randomBytes(3).toString('hex')}`;
}

/** Undefined when the folder is there. */
function made(path: string): string | undefined {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return undefined;
  } catch (error) {
    return `${path} cannot be made: ${reasonOf(error)}`;
  }
}

/** Without the path, which Node repeats at its end. */
function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/, \w+ '.*'$/, '');
}
