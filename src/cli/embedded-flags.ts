import { type Command, Option } from 'commander';
import type { Profile, Speed } from './options.ts';
import { parseSeed, parseSpeed } from './values.ts';

/** What the command line says about an embedded cluster. */
export interface EmbeddedFlags {
  readonly speed: Speed;
  readonly seed?: number;
  readonly profile?: Profile;
  readonly debug?: boolean;
}

/** Adds what a command takes that runs a scenario on an embedded cluster. */
export function embeddedOptions(command: Command, defaultSpeed: Speed): Command {
  return command
    .addOption(
      new Option('--speed <speed>', 'virtual seconds per second: 1 to 1000, or max')
        .argParser(parseSpeed)
        .default(defaultSpeed),
    )
    .addOption(
      new Option('--seed <seed>', 'seed of everything random (default: as the scenario says)').argParser(parseSeed),
    )
    .addOption(
      new Option('--profile <profile>', 'which autoscaling controller the cluster imitates').choices([
        'upstream',
        'gke',
      ]),
    )
    .option('--debug', 'show stacks of errors');
}
