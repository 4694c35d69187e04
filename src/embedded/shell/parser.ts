import { expandWord } from './expansion.ts';
import { lex, ShellSyntaxError, type Token, type Word } from './lexer.ts';

/** A command and what follows it: the next one runs in any case, or only after success (`&&`) or failure (`||`). */
export interface Link {
  readonly command: ShellCommand;
  readonly before: ';' | '&&' | '||';
}

export type ShellCommand =
  | { readonly kind: 'simple'; readonly words: readonly Word[] }
  | { readonly kind: 'for'; readonly variable: string; readonly words: readonly Word[]; readonly body: readonly Link[] }
  | {
      readonly kind: 'while';
      readonly until: boolean;
      readonly condition: readonly Link[];
      readonly body: readonly Link[];
    }
  | {
      readonly kind: 'if';
      readonly condition: readonly Link[];
      readonly body: readonly Link[];
      readonly otherwise: readonly Link[];
    }
  | { readonly kind: 'group'; readonly body: readonly Link[] };

/** The commands of a script. A pipe and `&` read as `;`: the parts run one after the other. @throws ShellSyntaxError */
export function parseScript(script: string): readonly Link[] {
  const parser = new Parser(lex(script));
  const links = parser.list();
  parser.end();
  return links;
}

/** Every simple command of a script, expanded in `environment`: what it might run. */
export function scriptCommands(
  script: readonly Link[],
  environment: Readonly<Record<string, string>>,
): readonly (readonly string[])[] {
  const variables = new Map(Object.entries(environment));
  return script.flatMap(({ command }) => {
    if (command.kind !== 'simple') return scriptCommands(partsOf(command), environment);
    const words = withoutPrefixes(command.words.flatMap((word) => expandWord(word, variables, false)));
    return words.length > 0 ? [words] : [];
  });
}

function partsOf(command: Exclude<ShellCommand, { kind: 'simple' }>): readonly Link[] {
  const condition = 'condition' in command ? command.condition : [];
  return [...condition, ...command.body, ...('otherwise' in command ? command.otherwise : [])];
}

/** The program and its arguments: assignments, `exec` and `time` come before it. */
export function withoutPrefixes(words: readonly string[]): readonly string[] {
  const first = words.findIndex((word) => word !== 'exec' && word !== 'time' && !/^[A-Za-z_]\w*=/.test(word));
  return first < 0 ? [] : words.slice(first);
}

const closing = new Set(['do', 'done', 'then', 'else', 'elif', 'fi', '}']);

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  end(): void {
    if (this.#at < this.#tokens.length) throw new ShellSyntaxError('the script ends early');
  }

  list(): readonly Link[] {
    const links: Link[] = [];
    this.#skipSeparators();
    while (this.#at < this.#tokens.length && !this.#atClosing()) {
      const command = this.#command();
      const operator = this.#operator();
      const before = operator === '&&' || operator === '||' ? operator : ';';
      links.push({ command, before });
      this.#skipSeparators();
      if (operator === undefined) break;
    }
    return links;
  }

  #command(): ShellCommand {
    switch (this.#keyword()) {
      case 'for':
        return this.#for();
      case 'while':
      case 'until':
        return this.#while();
      case 'if':
        this.#at += 1;
        return this.#if();
      case '{':
        return this.#group('}');
      default:
        return this.#operatorIs('(') ? this.#group(')') : { kind: 'simple', words: this.#words() };
    }
  }

  #for(): ShellCommand {
    this.#at += 1;
    const variable = this.#keyword();
    if (variable === undefined || !/^[A-Za-z_]\w*$/.test(variable)) throw new ShellSyntaxError('for without a name');
    this.#at += 1;
    const words = this.#keyword() === 'in' ? this.#words().slice(1) : [];
    this.#skipSeparators();
    return { kind: 'for', variable, words, body: this.#between('do', 'done') };
  }

  #while(): ShellCommand {
    const until = this.#keyword() === 'until';
    this.#at += 1;
    const condition = this.list();
    return { kind: 'while', until, condition, body: this.#between('do', 'done') };
  }

  #if(): ShellCommand {
    const condition = this.list();
    this.#expect('then');
    const body = this.list();
    if (this.#keyword() === 'elif') {
      this.#at += 1;
      return { kind: 'if', condition, body, otherwise: [{ command: this.#if(), before: ';' }] };
    }
    let otherwise: readonly Link[] = [];
    if (this.#keyword() === 'else') {
      this.#at += 1;
      otherwise = this.list();
    }
    this.#expect('fi');
    return { kind: 'if', condition, body, otherwise };
  }

  #group(close: '}' | ')'): ShellCommand {
    this.#at += 1;
    const body = this.list();
    if (close === '}') this.#expect('}');
    else if (this.#operatorIs(')')) this.#at += 1;
    else throw new ShellSyntaxError('( without )');
    return { kind: 'group', body };
  }

  #between(open: string, close: string): readonly Link[] {
    this.#expect(open);
    const body = this.list();
    this.#expect(close);
    return body;
  }

  #words(): readonly Word[] {
    const words: Word[] = [];
    for (let token = this.#tokens[this.#at]; token && token.kind !== 'operator'; token = this.#tokens[this.#at]) {
      // A redirection takes the word after it along.
      if (token.kind === 'word') words.push(token.word);
      else this.#at += 1;
      this.#at += 1;
    }
    return words;
  }

  /** The token here as a plain word, when it is one. */
  #keyword(): string | undefined {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'word' || token.word.some(({ quoted }) => quoted)) return undefined;
    return token.word.map(({ text }) => text).join('');
  }

  #expect(keyword: string): void {
    if (this.#keyword() !== keyword) throw new ShellSyntaxError(`${keyword} is missing`);
    this.#at += 1;
  }

  #operator(): string | undefined {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'operator' || token.text === ')') return undefined;
    this.#at += 1;
    return token.text;
  }

  #operatorIs(text: string): boolean {
    const token = this.#tokens[this.#at];
    return token?.kind === 'operator' && token.text === text;
  }

  #atClosing(): boolean {
    return this.#operatorIs(')') || closing.has(this.#keyword() ?? '');
  }

  #skipSeparators(): void {
    while (['\n', ';', '&'].some((text) => this.#operatorIs(text))) this.#at += 1;
  }
}
