import type { Command } from 'commander';
import { helpExamples } from '../../src/cli/help-examples.ts';

/** docs/command-reference.md: what each command's `--help` says, in one place. */
export function commandReference(program: Command): string {
  const commands = allBelow(program).filter((command) => command.commands.length === 0);
  return [
    '# Commands',
    '',
    'Written by `npm run docs` from the command line itself; `harmony COMMAND --help` says the same, with examples, and `man harmony` too where',
    'the package is installed globally.',
    '',
    ...commands.flatMap(section),
    '## Exit status',
    '',
    '0 all is well; 1 what was checked is not met, or the command failed; 2 the command line or a file cannot be used; 3 the cluster cannot be',
    'reached.',
    '',
  ].join('\n');
}

function allBelow(command: Command): readonly Command[] {
  return command.commands.flatMap((each) => [each, ...allBelow(each)]);
}

function section(command: Command): readonly string[] {
  const help = command.createHelp();
  const rows = [
    ...help.visibleArguments(command).map((each) => row(`<${each.name()}>`, help.argumentDescription(each))),
    ...help.visibleOptions(command).map((each) => row(help.optionTerm(each), help.optionDescription(each))),
  ];
  const description = command.description();
  return [
    `## \`${help.commandUsage(command)}\``,
    '',
    `${description.charAt(0).toUpperCase()}${description.slice(1)}.`,
    '',
    '| flag or argument | does |',
    '|---|---|',
    ...rows,
    '',
    '```sh',
    ...helpExamples(command),
    '```',
    '',
  ];
}

function row(term: string, description: string): string {
  return `| \`${cell(term)}\` | ${cell(description)} |`;
}

function cell(text: string): string {
  return text
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replaceAll(/(`[^`]*)&lt;/g, '$1<');
}
