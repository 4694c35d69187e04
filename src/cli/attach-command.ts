import type { Command } from 'commander';
import { examples } from './help.ts';
import { mouseOptions } from './mouse-options.ts';

interface AttachFlags {
  readonly layout: string;
  readonly theme?: string;
  readonly mouse?: boolean;
  readonly view?: boolean;
  readonly debug?: boolean;
}

/** `harmony attach`. */
export function addAttach(program: Command): void {
  const command = program
    .command('attach')
    .description('a second terminal on a running cockpit, such as for the notes of who gives the talk')
    .argument('[cockpit]', 'its process id or its socket (default: the one that runs)');
  mouseOptions(command)
    .option('--layout <layout>', 'name of a layout of that cockpit, or a path', 'presenter')
    .option('--theme <theme>', 'colours of the screen')
    .option('--view', 'only look on: keys do nothing to the run')
    .option('--debug', 'show stacks of errors')
    .addHelpText('after', examples('harmony attach', 'harmony attach 4711 --layout sre --view'))
    .action(async (cockpit: string | undefined, { layout, theme, mouse, view }: AttachFlags) => {
      const { showAttached } = await import('./attach.ts');
      await showAttached({
        ...(cockpit !== undefined && { cockpit }),
        layout,
        ...(theme !== undefined && { theme }),
        ...(mouse !== undefined && { mouse }),
        role: view === true ? 'view' : 'drive',
      });
    });
}
