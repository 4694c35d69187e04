import type { Command } from 'commander';

/**
 * The lines under `Example:` or `Examples:` at the end of a command's help. Commander keeps what is added to a help as listeners, so the help is
 * written out once; the command writes nowhere else afterwards, so ask a program that was made for this.
 */
export function helpExamples(command: Command): readonly string[] {
  let help = '';
  command.configureOutput({
    writeOut(text) {
      help += text;
    },
  });
  command.outputHelp();
  const section = /^Examples?:\n((?: {2}.+\n?)+)/m.exec(help)?.[1] ?? '';
  return section.split('\n').flatMap((line) => (line === '' ? [] : [line.trim()]));
}
