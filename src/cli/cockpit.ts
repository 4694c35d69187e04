import type { RunOptions } from './options.ts';
import { protectTerminal, requireTerminal } from './terminal.ts';

/** The scenario of a command that names none. */
export const defaultScenario = 'meme-generator';

/** What `harmony` does when it is told nothing else. */
export const plainRun: RunOptions = { scenario: defaultScenario, speed: 1, debug: false };

/** `harmony run`, once its options are known. */
export async function openCockpit(options: RunOptions): Promise<void> {
  requireTerminal('harmony run');
  const { showCockpit } = await import('./show-cockpit.tsx');
  protectTerminal();
  const { record, castVersion = 2, scenario } = options;
  await showCockpit(
    options.theme,
    async (stage) => {
      const { openRun } = await import('./open-run.ts');
      return openRun(options, stage);
    },
    record === undefined ? undefined : { file: record, version: castVersion, title: `harmony run ${scenario}` },
  );
}
