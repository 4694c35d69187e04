/**
 * The simple commands a container runs: its own command line, or, when that is a shell with `-c`, the commands of the script. Quotes,
 * backslashes, `$NAME` and `${NAME}` are understood; substitutions, loops and redirections are not, and read as plain words.
 */
export function simpleCommands(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): readonly (readonly string[])[] {
  const [program = '', ...rest] = words;
  const script = rest[rest.findIndex((word) => /^-[a-z]*c$/.test(word)) + 1];
  if (!/(^|\/)(ba|da|a)?sh$/.test(program) || script === undefined) return [words];
  return splitScript(script, environment).map(withoutPrefixes);
}

/** Assignments and `exec` come before the program's name. */
function withoutPrefixes(words: readonly string[]): readonly string[] {
  const first = words.findIndex((word) => word !== 'exec' && !/^[A-Za-z_]\w*=/.test(word));
  return first < 0 ? [] : words.slice(first);
}

function splitScript(script: string, environment: Readonly<Record<string, string>>): string[][] {
  const commands: string[][] = [[]];
  let word: string | undefined;
  const endWord = () => {
    if (word !== undefined) commands.at(-1)?.push(word);
    word = undefined;
  };
  for (const { kind, text } of tokens(script)) {
    switch (kind) {
      case 'space':
        endWord();
        break;
      case 'operator':
        endWord();
        commands.push([]);
        break;
      case 'literal':
        word = (word ?? '') + text;
        break;
      case 'expanded':
        word = (word ?? '') + expand(text, environment);
        break;
    }
  }
  endWord();
  return commands.filter((command) => command.length > 0);
}

interface Token {
  readonly kind: 'space' | 'operator' | 'literal' | 'expanded';
  readonly text: string;
}

const pattern = /'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"|\\\n|\\([\s\S])|([ \t]+)|([;&|\n]+)|([^'"\\ \t;&|\n]+)/g;

function* tokens(script: string): Generator<Token> {
  for (const [, single, double, escaped, space, operator, plain] of script.matchAll(pattern)) {
    if (single !== undefined) yield { kind: 'literal', text: single };
    else if (double !== undefined) yield { kind: 'expanded', text: double.replaceAll(/\\(["\\$`])/g, '$1') };
    else if (escaped !== undefined) yield { kind: 'literal', text: escaped };
    else if (space !== undefined) yield { kind: 'space', text: space };
    else if (operator !== undefined) yield { kind: 'operator', text: operator };
    else if (plain !== undefined) yield { kind: 'expanded', text: plain };
    else yield { kind: 'space', text: '' };
  }
}

function expand(text: string, environment: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$(?:\{(\w+)\}|(\w+))/g, (_match, braced: string, bare: string) => {
    return environment[braced ?? bare] ?? '';
  });
}
