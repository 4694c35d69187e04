import { type Command, Option } from 'commander';
import type { CastVersion } from '../recording/asciicast/cast-format.ts';

/** Flags of a command whose screen may be recorded. */
export interface RecordFlags {
  readonly record?: string;
  readonly castVersion: '2' | '3';
}

/** `--record` and `--cast-version`. */
export function recordOptions(command: Command): Command {
  return command
    .option('--record <file>', 'record the screen from the first frame, as an asciicast')
    .addOption(
      new Option('--cast-version <version>', 'version of asciicasts: 2 plays everywhere')
        .choices(['2', '3'])
        .default('2'),
    );
}

/** The version that was chosen. */
export function castVersionOf({ castVersion }: RecordFlags): CastVersion {
  return castVersion === '3' ? 3 : 2;
}
