import type { Command } from 'commander';
import type { ScreenFlags } from './config/screen-choices.ts';
import { examples } from './help.ts';
import { mouseOptions } from './mouse-options.ts';
import { parseSeconds } from './values.ts';

interface ReplayFlags extends ScreenFlags {
  readonly at?: number;
  readonly debug?: boolean;
}

/** `harmony replay`. */
export function addReplay(program: Command): void {
  const command = program
    .command('replay')
    .description('open the cockpit on a recorded run')
    .argument('[run]', "a run's name or its beginning, its folder, its recording, or latest", 'latest');
  mouseOptions(command)
    .option('--layout <layout>', 'name of a built-in layout, or a path')
    .option('--theme <theme>', 'colours of the screen')
    .option('--at <seconds>', 'begin so many seconds into the run', parseSeconds)
    .option('--debug', 'show stacks of errors')
    .addHelpText(
      'after',
      `${examples('harmony replay', 'harmony replay latest --at 120 --layout four-pane')}
Space pauses, arrows go 5 s (with Shift 30 s), [ and ] change the speed, n and N go from mark to mark.`,
    )
    .action(async (run: string, { at, ...flags }: ReplayFlags) => {
      const { showReplay } = await import('./replay.ts');
      await showReplay({ ...flags, run, ...(at !== undefined && { atSeconds: at }) });
    });
}
