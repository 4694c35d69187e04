import type { Argument, Command, Option } from 'commander';

/** What can stand behind an option or in an argument's place. */
export type Completed = { readonly words: readonly string[] } | 'path' | 'anything';

export interface CompletedOption {
  /** As typed, the long form first. */
  readonly flags: readonly string[];
  readonly description: string;
  /** Absent for a switch. */
  readonly value?: Completed;
}

/** One command as shells complete it. */
export interface CompletedCommand {
  /** Words that lead to it; empty for the program itself. */
  readonly path: readonly string[];
  readonly description: string;
  readonly options: readonly CompletedOption[];
  readonly arguments: readonly Completed[];
  readonly commands: readonly CompletedCommand[];
}

/** Words that the names of options and arguments stand for, for example `scenario` for the names of the built-in ones. */
export type KnownWords = Readonly<Record<string, readonly string[]>>;

const pathNames = new Set(['file', 'folder', 'dir', 'kubeconfig', 'junit', 'out', 'record', 'run-dir', 'run', 'runs']);

/** The command line as commander knows it, so that what is completed is what is understood. */
export function commandTree(command: Command, known: KnownWords, path: readonly string[] = []): CompletedCommand {
  return {
    path,
    description: command.description(),
    options: [...command.options.map((option) => optionOf(option, known)), helpOption],
    arguments: command.registeredArguments.map((argument) => argumentOf(argument, known)),
    commands: command.commands.map((each) => commandTree(each, known, [...path, each.name()])),
  };
}

const helpOption: CompletedOption = { flags: ['--help', '-h'], description: 'print this help' };

function optionOf(option: Option, known: KnownWords): CompletedOption {
  const flags = [option.long, option.short].filter((flag) => typeof flag === 'string');
  const takesValue = option.required || option.optional;
  return {
    flags,
    description: option.description,
    ...(takesValue && { value: completed(option.long?.replace(/^--/, '') ?? '', option.argChoices, known) }),
  };
}

function argumentOf(argument: Argument, known: KnownWords): Completed {
  return completed(argument.name(), argument.argChoices, known);
}

function completed(name: string, choices: readonly string[] | undefined, known: KnownWords): Completed {
  const words = choices ?? known[name];
  if (words !== undefined) return { words };
  return pathNames.has(name) ? 'path' : 'anything';
}

/** A command and all below it, the outer ones first. */
export function allCommands(command: CompletedCommand): readonly CompletedCommand[] {
  return [command, ...command.commands.flatMap(allCommands)];
}
