import { Argument, type Command } from 'commander';
import { examples } from '../help.ts';

/** `harmony completion`. */
export function addCompletion(program: Command): void {
  program
    .command('completion')
    .description('print a script that completes commands, options and names')
    .addArgument(new Argument('<shell>', 'your shell').choices(['bash', 'zsh', 'fish']))
    .addHelpText(
      'after',
      examples(
        'source <(harmony completion bash)',
        'source <(harmony completion zsh)',
        'harmony completion fish | source',
      ),
    )
    .action(async (shell: string) => {
      const { completionScript } = await import('./completion-script.ts');
      process.stdout.write(completionScript(program, shell));
    });
}
