import { allCommands, type Completed, type CompletedCommand } from './command-tree.ts';

/** A script for `harmony completion fish | source`. */
export function fishCompletion(program: CompletedCommand): string {
  const lines = allCommands(program).flatMap((command) => [
    ...command.commands.map(
      (each) => `${complete(command)} -f -a ${quoted(each.path.at(-1) ?? '')} -d ${quoted(each.description)}`,
    ),
    ...command.arguments.map((argument) => `${complete(command)} ${offered(argument)}`),
    ...command.options.map(({ flags, description, value }) => {
      const spelt = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`));
      return `${complete(command)} ${spelt.join(' ')} -d ${quoted(description)}${value === undefined ? '' : ` -r ${offered(value)}`}`;
    }),
  ]);
  return `# fish completion for harmony\ncomplete -c harmony -e\n${lines.join('\n')}\n`;
}

/** Holds while exactly this command has been typed, and none below it. */
function complete({ path, commands }: CompletedCommand): string {
  const below = commands.map((each) => each.path.at(-1)).join(' ');
  const typed = path.map((word) => `__fish_seen_subcommand_from ${word}`);
  const none = below === '' ? [] : [`not __fish_seen_subcommand_from ${below}`];
  const conditions = [...typed, ...none];
  return `complete -c harmony${conditions.length === 0 ? '' : ` -n ${quoted(conditions.join('; and '))}`}`;
}

function offered(value: Completed): string {
  if (typeof value === 'object') return `-f -a ${quoted(value.words.join(' '))}`;
  return value === 'path' ? '-F' : '-f';
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;
}
