import { expandText, expandWord } from './expansion.ts';
import type { Word } from './lexer.ts';
import { type Link, type ShellCommand, withoutPrefixes } from './parser.ts';
import { passesTest } from './test-command.ts';

/** What a script wants done next; it goes on with the exit status of that. */
export type ScriptStep =
  | { readonly kind: 'wait'; readonly milliseconds: number }
  | { readonly kind: 'print'; readonly line: string }
  | { readonly kind: 'run'; readonly words: readonly string[] };

/** A script under way; it returns its exit status. */
export type RunningScript = Generator<ScriptStep, number, number>;

interface Shell {
  readonly variables: Map<string, string>;
  readonly braces: boolean;
  /** `set -e`. */
  exitsOnError: boolean;
}

/** A turn of a loop that does nothing but arithmetic is a step as well, or such a loop would stop the clock. */
const pass = { kind: 'wait', milliseconds: 0 } as const;

/** The script is over, by `exit` or by an error under `set -e`. */
class Exit extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`exit ${status}`);
    this.status = status;
  }
}

/** Runs a parsed script, one command after the other. Each turn of a loop asks for at least one step. */
export function* interpret(
  script: readonly Link[],
  environment: Readonly<Record<string, string>>,
  options: { readonly braces: boolean; readonly exitsOnError: boolean },
): RunningScript {
  const shell: Shell = { variables: new Map(Object.entries(environment)), ...options };
  try {
    return yield* runList(script, shell, false);
  } catch (error) {
    if (error instanceof Exit) return error.status;
    throw error;
  }
}

/** `checked`: the status is asked for, so that a failure does not end the script. */
function* runList(links: readonly Link[], shell: Shell, checked: boolean): RunningScript {
  let status = 0;
  let skip = false;
  for (const { command, before } of links) {
    if (!skip) {
      status = yield* runCommand(command, shell, checked || before !== ';');
      shell.variables.set('?', String(status));
      if (status !== 0 && before === ';' && !checked && shell.exitsOnError) throw new Exit(status);
    }
    skip = (before === '&&' && status !== 0) || (before === '||' && status === 0);
  }
  return status;
}

function* runCommand(command: ShellCommand, shell: Shell, checked: boolean): RunningScript {
  switch (command.kind) {
    case 'simple':
      return yield* runSimple(command.words, shell);
    case 'group':
      return yield* runList(command.body, shell, checked);
    case 'if': {
      const status = yield* runList(command.condition, shell, true);
      return yield* runList(status === 0 ? command.body : command.otherwise, shell, checked);
    }
    case 'for': {
      let status = 0;
      for (const value of command.words.flatMap((word) => expandWord(word, shell.variables, shell.braces))) {
        shell.variables.set(command.variable, value);
        status = yield* runList(command.body, shell, checked);
        yield pass;
      }
      return status;
    }
    case 'while': {
      let status = 0;
      while (((yield* runList(command.condition, shell, true)) === 0) !== command.until) {
        status = yield* runList(command.body, shell, checked);
        yield pass;
      }
      return status;
    }
  }
}

function* runSimple(parts: readonly Word[], shell: Shell): RunningScript {
  const words = parts.flatMap((part) => expandWord(part, shell.variables, shell.braces));
  const [program = '', ...args] = withoutPrefixes(words);
  if (program === '') for (const word of words) assign(word, shell);
  switch (program) {
    case '':
    case ':':
    case 'true':
    case 'wait':
    case 'cd':
      return 0;
    case 'false':
      return 1;
    case 'export':
      for (const word of args) assign(word, shell);
      return 0;
    case 'set':
      if (args.some((arg) => /^-[a-z]*e/.test(arg))) shell.exitsOnError = true;
      return 0;
    case 'exit':
      throw new Exit(Number(args[0] ?? shell.variables.get('?') ?? '0'));
    case 'test':
    case '[':
      return passesTest(args.filter((arg) => arg !== ']')) ? 0 : 1;
    case 'echo':
    case 'printf':
      return yield { kind: 'print', line: args.filter((arg) => !/^-[ne]+$/.test(arg)).join(' ') };
    case 'sleep':
      return yield { kind: 'wait', milliseconds: args.reduce((sum, arg) => sum + sleepMs(arg), 0) };
    default:
      return yield { kind: 'run', words: [program, ...args] };
  }
}

function assign(word: string, { variables }: Shell): void {
  const at = word.indexOf('=');
  if (at > 0) variables.set(word.slice(0, at), expandText(word.slice(at + 1), variables));
}

/** `5`, `0.5s`, `2m`; something else does not sleep at all. */
function sleepMs(text: string): number {
  const [, number = '0', unit = 's'] = /^(\d*\.?\d+)([smhd])?$/.exec(text) ?? [];
  return Number(number) * ({ s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }[unit] ?? 0);
}
