import { allCommands, type Completed, type CompletedCommand, type CompletedOption } from './command-tree.ts';

/** A script for `source <(harmony completion zsh)`, or a file `_harmony` in the function path. */
export function zshCompletion(program: CompletedCommand): string {
  return `#compdef harmony
${allCommands(program).map(functionOf).join('\n')}
if [ "$funcstack[1]" = "_harmony" ]; then _harmony "$@"; else compdef _harmony harmony; fi
`;
}

function functionOf(command: CompletedCommand): string {
  const { path, options, commands } = command;
  const specs = [...options.flatMap(optionSpecs), ...argumentSpecs(command)].map((spec) => `    ${spec}`);
  const body = [`  _arguments -C \\`, specs.join(' \\\n')];
  if (commands.length > 0) body.push(...subcommandLines(commands));
  return `${nameOf(path)}() {\n  local line state\n${body.join('\n')}\n}`;
}

function nameOf(path: readonly string[]): string {
  return ['_harmony', ...path].join('_').replaceAll('-', '_');
}

function optionSpecs({ flags, description, value }: CompletedOption): readonly string[] {
  return flags.map(
    (flag) => `'${flag}[${quoted(description)}]${value === undefined ? '' : `:value:${action(value)}`}'`,
  );
}

function argumentSpecs({ commands, arguments: given }: CompletedCommand): readonly string[] {
  if (commands.length > 0) return [`'1: :->command'`, `'*:: :->rest'`];
  return given.map((argument, index) => `'${index + 1}:argument:${action(argument)}'`);
}

function subcommandLines(commands: readonly CompletedCommand[]): readonly string[] {
  const described = commands.map((each) => `'${each.path.at(-1)}:${quoted(each.description)}'`);
  const cases = commands.map((each) => `        ${each.path.at(-1)}) ${nameOf(each.path)} ;;`);
  return [
    '  case $state in',
    `    command) local -a commands; commands=(${described.join(' ')}); _describe 'command' commands ;;`,
    '    rest)',
    '      case $line[1] in',
    ...cases,
    '      esac ;;',
    '  esac',
  ];
}

function action(value: Completed): string {
  if (typeof value === 'object') return `(${value.words.join(' ')})`;
  return value === 'path' ? '_files' : ' ';
}

/** For inside single quotes, and for the brackets and colons that _arguments reads. */
function quoted(text: string): string {
  return text.replaceAll("'", '’').replaceAll(/([[\]:])/g, String.raw`\$1`);
}
