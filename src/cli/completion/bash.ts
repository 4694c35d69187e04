import { allCommands, type CompletedCommand, type CompletedOption } from './command-tree.ts';

/** A script for `source <(harmony completion bash)`. Where nothing is known, bash completes paths. */
export function bashCompletion(program: CompletedCommand): string {
  const commands = allCommands(program);
  return `# bash completion for harmony
_harmony() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} path="" word i
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    case "$path $word" in
${commands
  .slice(1)
  .map(({ path }) => `      "${[path.slice(0, -1).join(' '), path.at(-1)].join(' ')}") path="${path.join(' ')}" ;;`)
  .join('\n')}
    esac
  done
  case "$path $prev" in
${commands.flatMap(valueCases).join('\n')}
  esac
  case "$path" in
${commands.map(wordCase).join('\n')}
  esac
}
complete -o default -F _harmony harmony
`;
}

/** What stands behind an option: its words, or nothing, so that bash offers paths. */
function valueCases({ path, options }: CompletedCommand): readonly string[] {
  return options.flatMap(({ flags, value }) => {
    if (value === undefined) return [];
    const patterns = flags.map((flag) => `"${path.join(' ')} ${flag}"`).join('|');
    const reply =
      typeof value === 'object' ? `COMPREPLY=($(compgen -W "${value.words.join(' ')}" -- "$cur"))` : 'COMPREPLY=()';
    return [`    ${patterns}) ${reply}; return ;;`];
  });
}

function wordCase({ path, commands, options, arguments: given }: CompletedCommand): string {
  const words = [
    ...commands.map((command) => command.path.at(-1) ?? ''),
    ...given.flatMap((argument) => (typeof argument === 'object' ? argument.words : [])),
  ];
  const flags = options.map(longFlag);
  return `    "${path.join(' ')}")
      if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W "${flags.join(' ')}" -- "$cur"))
      else COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$cur")); fi ;;`;
}

function longFlag({ flags }: CompletedOption): string {
  return flags[0] ?? '';
}
