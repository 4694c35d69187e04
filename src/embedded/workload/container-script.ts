import type { Container } from '../../autoscaling/objects.ts';
import { interpret, type RunningScript } from '../shell/interpreter.ts';
import { ShellSyntaxError } from '../shell/lexer.ts';
import { type Link, parseScript, scriptCommands } from '../shell/parser.ts';
import { simpleCommands } from './shell-words.ts';

/** What a container runs, when that is a shell's script. */
export interface ContainerScript {
  /** Every simple command in it, whether it is ever reached or not. */
  readonly commands: readonly (readonly string[])[];
  /** Runs it from its start. */
  run(): RunningScript;
}

/** The script that a container's command line runs, or that `stated` is; undefined: it is no shell, or one whose script is not understood. */
export function containerScript(container: Container, stated?: string): ContainerScript | undefined {
  const line = stated === undefined ? [...(container.command ?? []), ...(container.args ?? [])] : ['sh', '-c', stated];
  const [shell = '', ...args] = line;
  const options = args.findIndex((word) => /^-[a-z]*c$/.test(word));
  const script = args[options + 1];
  const known = /(^|\/)(ba|da|a|k|z)?sh$/.exec(shell);
  if (!known || options < 0 || script === undefined) return undefined;
  const links = parsed(script);
  if (!links) return undefined;
  const environment = environmentOf(container);
  const braces = ['ba', 'k', 'z'].includes(known[2] ?? '');
  const exitsOnError = args.slice(0, options + 1).some((word) => /^-[a-z]*e/.test(word));
  return {
    commands: scriptCommands(links, environment),
    run: () => interpret(links, environment, { braces, exitsOnError }),
  };
}

/** The simple commands of a container that is no shell's script, or one that is not understood as a whole. */
export function plainCommands(container: Container): readonly (readonly string[])[] {
  return simpleCommands([...(container.command ?? []), ...(container.args ?? [])], environmentOf(container));
}

function parsed(script: string): readonly Link[] | undefined {
  try {
    return parseScript(script);
  } catch (error) {
    if (error instanceof ShellSyntaxError) return undefined;
    throw error;
  }
}

function environmentOf({ env }: Container): Readonly<Record<string, string>> {
  return Object.fromEntries((env ?? []).map(({ name, value }) => [name, value ?? '']));
}
