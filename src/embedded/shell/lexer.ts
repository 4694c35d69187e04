/** A stretch of a word that is read in one way. */
export interface WordPart {
  readonly text: string;
  /** `$`, `$(…)` and backquotes are replaced. */
  readonly expands: boolean;
  /** What comes out stays one word, blanks or not. */
  readonly quoted: boolean;
}

export type Word = readonly WordPart[];

export type Token =
  | { readonly kind: 'word'; readonly word: Word }
  | { readonly kind: 'operator'; readonly text: string }
  /** `<`, `>` and the like; the next word is the file. */
  | { readonly kind: 'redirection' };

/** A script that uses what is not understood here. */
export class ShellSyntaxError extends Error {
  override readonly name = 'ShellSyntaxError';
}

const operator = /&&|\|\||;;|[;&|()\n]/y;
const redirection = /\d*(?:<<<|<>|>>|[<>]&?|&>>?)/y;
const blank = /(?:[ \t]|\\\n)+/y;
const comment = /#[^\n]*/y;
const singleQuoted = /'([^']*)'/y;
const escaped = /\\([\s\S])/y;
const substitution =
  /\$\(\((?:[^()]|\([^()]*\))*\)\)|\$\((?:[^()]|\([^()]*\))*\)|`[^`]*`|\$\{[^}]*\}|\$(?:\w+|[?#@*])/y;
const doubleQuoted = /"((?:\\[\s\S]|\$\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|[^"\\])*)"/y;
const plain = /[^\s'"\\$`;&|()<>]+|\$(?![({])/y;
const hereDocument = /<<(?!<)/y;

/** The tokens of a POSIX shell script. @throws ShellSyntaxError */
export function lex(script: string): readonly Token[] {
  const tokens: Token[] = [];
  let word: WordPart[] | undefined;
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(script) ?? undefined;
    if (found) at = pattern.lastIndex;
    return found;
  };
  const endWord = () => {
    if (word) tokens.push({ kind: 'word', word });
    word = undefined;
  };
  const add = (text: string, expands: boolean, quoted: boolean) => {
    word = [...(word ?? []), { text, expands, quoted }];
  };
  while (at < script.length) {
    if (match(hereDocument)) throw new ShellSyntaxError('a here-document');
    if (match(blank)) endWord();
    else if (word === undefined && match(comment)) continue;
    else if (word === undefined && match(redirection)) tokens.push({ kind: 'redirection' });
    else if (/[<>]/.test(script.charAt(at)) && match(redirection)) {
      endWord();
      tokens.push({ kind: 'redirection' });
    } else {
      const end = match(operator);
      const single = end ? undefined : match(singleQuoted);
      const double = end || single ? undefined : match(doubleQuoted);
      const literal = end || single || double ? undefined : match(escaped);
      if (end) {
        endWord();
        tokens.push({ kind: 'operator', text: end[0] });
      } else if (single) add(single[1] ?? '', false, true);
      else if (double) add((double[1] ?? '').replaceAll(/\\(["\\])|\\\n/g, '$1'), true, true);
      else if (literal) add(literal[1] ?? '', false, true);
      else {
        const text = match(substitution) ?? match(plain);
        if (!text) throw new ShellSyntaxError(`unexpected ${JSON.stringify(script.charAt(at))}`);
        add(text[0], true, false);
      }
    }
  }
  endWord();
  return tokens;
}
