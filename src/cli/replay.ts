import { screenChoices, withLayout } from './config/screen-choices.ts';
import type { ReplayOptions } from './replay-run.ts';
import { protectTerminal, requireTerminal } from './terminal.ts';

/** `harmony replay`, once its options are known. */
export async function showReplay(options: ReplayOptions): Promise<void> {
  requireTerminal('harmony replay');
  const { showCockpit } = await import('./show-cockpit.tsx');
  const choices = await screenChoices(options);
  protectTerminal();
  await showCockpit(choices, async () => {
    const { openReplay } = await import('./replay-run.ts');
    return openReplay(withLayout(options, choices));
  });
}
