import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadScenario } from '../../scenario/load-scenario.ts';
import { CliError, exitCodes } from '../errors.ts';

/** Texts by path, relative to the scenario's folder. */
export type ScenarioFiles = Readonly<Record<string, string>> & { readonly 'scenario.yaml': string };

/**
 * Writes a scenario into a new folder and reads it back, so that what is left there is one that can be played.
 *
 * @throws CliError when the folder is there already or cannot be made; ScenarioError, with the folder taken away again, for a scenario
 * that would not be valid
 */
export function writeScenario(folder: string, files: ScenarioFiles): void {
  if (existsSync(folder)) {
    throw new CliError(`${folder} is there already`, {
      exitCode: exitCodes.usage,
      tryThis: 'Choose another name, or another place with --dir.',
    });
  }
  try {
    for (const [path, text] of Object.entries(files)) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, { flag: 'wx' });
    }
    loadScenario(folder);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    if (!isFileError(error)) throw error;
    throw new CliError(`cannot write ${folder}: ${error.message}`, { exitCode: exitCodes.failed, cause: error });
  }
}

function isFileError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
