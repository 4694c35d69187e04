import type { AttachOptions } from './attach-run.ts';
import { screenChoices } from './config/screen-choices.ts';
import { protectTerminal, requireTerminal } from './terminal.ts';

/** `harmony attach`, once its options are known. Which cockpit is meant is settled before the screen is taken over. */
export async function showAttached(options: AttachOptions): Promise<void> {
  requireTerminal('harmony attach');
  const { findCockpit } = await import('./attach-target.ts');
  const path = await findCockpit(options.cockpit);
  const { showCockpit } = await import('./show-cockpit.tsx');
  const choices = await screenChoices(options);
  protectTerminal();
  await showCockpit(choices, async () => {
    const { openAttached } = await import('./attach-run.ts');
    return openAttached(path, options);
  });
}
