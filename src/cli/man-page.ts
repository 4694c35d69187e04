import type { Command } from 'commander';
import { exitCodes } from './errors.ts';
import { helpExamples } from './help-examples.ts';
import { version } from './version.ts';

const exitMeanings: Readonly<Record<keyof typeof exitCodes, string>> = {
  ok: 'All is well.',
  failed: 'What was checked is not met, or the command failed.',
  usage: 'The command line, or a file given to it, cannot be used.',
  unreachable: 'The cluster cannot be reached.',
};

const variables: Readonly<Record<string, string>> = {
  KUBECONFIG: 'kubeconfig files, as for kubectl(1).',
  NO_COLOR: 'If set, nothing is coloured.',
  FORCE_COLOR: 'If set, text is coloured outside of a terminal as well.',
  XDG_CONFIG_HOME: 'Where layouts of your own are looked for, in harmony/layouts (default: ~/.config).',
};

/** `harmony(1)`, from the command line as commander knows it: every command with its arguments and options. */
export function manPage(program: Command): string {
  const help = program.createHelp();
  const below = allBelow(program);
  return [
    `.TH HARMONY 1 "" "Harmony ${version}" "User commands"`,
    '.SH NAME',
    `harmony \\- ${escaped(lowerFirst(program.description()).replace(/\.$/, ''))}`,
    '.SH SYNOPSIS',
    ...[program, ...below].filter((command) => command.commands.length === 0 || command === program).map(synopsis),
    '.SH DESCRIPTION',
    'Without a command, the cockpit opens on an embedded cluster: no cluster, no account and no network are needed.',
    'Installed as kubectl\\-harmony as well, it is a plugin of kubectl(1): kubectl harmony.',
    '.SH OPTIONS',
    ...optionLines(program),
    '.SH COMMANDS',
    ...below.flatMap((command) => [
      `.SS ${escaped(`${help.commandUsage(command)}`)}`,
      escaped(sentence(command.description())),
      ...optionLines(command),
      ...exampleLines(command),
    ]),
    '.SH EXIT STATUS',
    ...Object.entries(exitCodes).flatMap(([name, code]) =>
      item(String(code), exitMeanings[name as keyof typeof exitCodes]),
    ),
    '.SH ENVIRONMENT',
    ...Object.entries(variables).flatMap(([name, meaning]) => item(name, meaning)),
    '.SH SEE ALSO',
    '.BR kubectl (1)',
    '',
  ].join('\n');
}

function allBelow(command: Command): readonly Command[] {
  return command.commands.flatMap((each) => [each, ...allBelow(each)]);
}

function synopsis(command: Command): string {
  return `${escaped(command.createHelp().commandUsage(command))}\n.br`;
}

function optionLines(command: Command): readonly string[] {
  const help = command.createHelp();
  return [
    ...help
      .visibleArguments(command)
      .flatMap((argument) => item(help.argumentTerm(argument), sentence(help.argumentDescription(argument)))),
    ...help
      .visibleOptions(command)
      .flatMap((option) => item(help.optionTerm(option), sentence(help.optionDescription(option)))),
  ];
}

function exampleLines(command: Command): readonly string[] {
  const examples = helpExamples(command);
  if (examples.length === 0) return [];
  return [
    '.PP',
    `Example${examples.length === 1 ? '' : 's'}:`,
    '.PP',
    '.nf',
    '.RS',
    ...examples.map(escaped),
    '.RE',
    '.fi',
  ];
}

function item(term: string, text: string): readonly string[] {
  return ['.TP', `.B ${escaped(term)}`, escaped(text)];
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?)]$/.test(capital) ? capital : `${capital}.`;
}

/** Text as roff takes it: backslashes and hyphens mean themselves, and no line begins a request. */
function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('…', '...')
    .split('\n')
    .map((line) => (/^[.']/.test(line) ? `\\&${line}` : line))
    .join('\n');
}
