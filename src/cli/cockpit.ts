import { onAutopilot } from './autopilot.ts';
import { screenChoices, withLayout } from './config/screen-choices.ts';
import { UsageError } from './errors.ts';
import type { RunOptions } from './options.ts';
import { protectTerminal, requireTerminal } from './terminal.ts';

/** The scenario of a command that names none. */
export const defaultScenario = 'meme-generator';

/** What `harmony` does when it is told nothing else. */
export const plainRun: RunOptions = { scenario: defaultScenario, speed: 1, debug: false };

/** `harmony run`, once its options are known. */
export async function openCockpit(options: RunOptions): Promise<void> {
  if (options.plain === true || !process.stdout.isTTY) {
    const { runPlain } = await import('./plain/run.ts');
    return runPlain(options);
  }
  requireTerminal('harmony run');
  if (options.forSeconds !== undefined) throw new UsageError('--for ends a run without a picture', 'Add --plain.');
  const { showCockpit } = await import('./show-cockpit.tsx');
  const choices = await screenChoices(options);
  protectTerminal();
  const { record, castVersion = 2, scenario } = options;
  await showCockpit(
    choices,
    async (stage) => {
      const { openRun } = await import('./open-run.ts');
      const run = await openRun(withLayout(options, choices), stage);
      if (options.autopilot === true) return onAutopilot(run);
      const { withInterruptedTalk } = await import('./resumable.ts');
      return withInterruptedTalk(run);
    },
    record === undefined ? undefined : { file: record, version: castVersion, title: `harmony run ${scenario}` },
  );
}
