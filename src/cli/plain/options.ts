import type { Command } from 'commander';
import { parseSeconds } from '../values.ts';

/** What the command line says about a run without a picture. */
export interface PlainFlags {
  readonly plain?: boolean;
  /** Seconds of the cluster's clock. */
  readonly for?: number;
  readonly autopilot?: boolean;
}

/** Adds what a command takes that can do without a picture. */
export function plainOptions(command: Command): Command {
  return command
    .option('--plain', 'a line per change instead of a picture; a pipe as output chooses it')
    .option('--for <seconds>', "with --plain: end after this long on the cluster's clock", parseSeconds)
    .option('--autopilot', 'the acts play by themselves; with --plain the run ends with them');
}
