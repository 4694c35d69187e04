import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { recordingName } from '../recording/format.ts';
import { suggest } from '../scenario/nearest.ts';
import { UsageError } from './errors.ts';
import { runsHome } from './run-folder/runs-home.ts';

/**
 * The recording that a word of the command line means: `latest`, the name of one of the user's runs or its beginning, a run's folder, or the recording itself.
 *
 * @throws UsageError where there is none
 */
export function findRecording(run: string, home = runsHome()): string {
  if (run === 'latest') return latestOf(home);
  const path = resolve(run);
  if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path;
  const inFolder = join(path, recordingName);
  if (existsSync(inFolder)) return inFolder;
  const names = recordedRuns(home);
  const matching = names.includes(run) ? [run] : names.filter((name) => name.startsWith(run));
  const [name] = matching;
  if (name === undefined) throw new UsageError(`there is no recorded run ${run}`, suggestion(run, names, home));
  if (matching.length > 1) {
    throw new UsageError(`${matching.length} runs begin with ${run}`, `They are: ${matching.join(', ')}`);
  }
  return join(home, name, recordingName);
}

/** Names of the user's runs that were recorded, oldest first: they begin with the time. */
export function recordedRuns(home = runsHome()): readonly string[] {
  const names = existsSync(home) ? readdirSync(home) : [];
  return names.filter((name) => existsSync(join(home, name, recordingName))).sort();
}

function latestOf(home: string): string {
  const name = recordedRuns(home).at(-1);
  if (name === undefined) throw new UsageError(`no run was recorded yet in ${home}`, 'Record one with: harmony run');
  return join(home, name, recordingName);
}

function suggestion(run: string, names: readonly string[], home: string): string {
  return names.length === 0 ? `There are none in ${home}.` : suggest(run, [...names, 'latest'], 'runs');
}
