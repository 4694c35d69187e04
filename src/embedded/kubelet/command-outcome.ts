import type { Container } from '../../autoscaling/objects.ts';
import { simpleCommands } from '../workload/shell-words.ts';

/** How a command ends by itself. */
export interface CommandOutcome {
  readonly afterMs: number;
  readonly exitCode: number;
  /** What it prints, and when. */
  readonly output: readonly { readonly afterMs: number; readonly line: string }[];
}

/** Programs that do their work in no time and succeed. */
const instant = new Set(
  'true : echo printf touch rm cp mv mkdir ln chmod chown cat ls date hostname env id pwd uname cd export set trap'.split(
    ' ',
  ),
);
/** Words that make a script more than a list of commands. */
const control = /^(while|until|for|if|case|select|function|wait|\{|\(|!)/;
const unitSeconds: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

/**
 * What a command line made of `sleep`, `exit`, `true`, `false`, `echo` and the like comes to, joined by `;`, `&&` and `||`. Undefined for
 * anything else, which may well run for ever.
 */
export function commandOutcome({ command = [], args = [], env = [] }: Partial<Container>): CommandOutcome | undefined {
  if (command.length === 0) return undefined;
  const words = [...command, ...args];
  const environment = Object.fromEntries(env.map(({ name, value }) => [name, value ?? '']));
  const script = scriptOf(words);
  const steps = script === undefined ? [{ words, joint: ';' }] : stepsOf(script, environment);
  return steps && runSteps(steps, / -[a-z]*e/.test(words.join(' ')));
}

interface Step {
  readonly words: readonly string[];
  /** What stands before it. */
  readonly joint: string;
}

/** The script of `sh -c SCRIPT`. */
function scriptOf([program = '', ...rest]: readonly string[]): string | undefined {
  const flag = rest.findIndex((word) => /^-[a-z]*c$/.test(word));
  return /(^|\/)(ba|da|a)?sh$/.test(program) && flag >= 0 ? (rest[flag + 1] ?? '') : undefined;
}

/** Quoted parts keep their operators. */
const pieces = /'[^']*'|"(?:[^"\\]|\\[\s\S])*"|\\[\s\S]|(&&|\|\||[;|&\n])/g;

function stepsOf(script: string, environment: Readonly<Record<string, string>>): readonly Step[] | undefined {
  const steps: Step[] = [];
  let joint = ';';
  let from = 0;
  const add = (text: string): void => {
    const [words = []] = simpleCommands(['sh', '-c', text.trim()], environment);
    if (words.length > 0) steps.push({ words, joint });
  };
  for (const { 0: piece, 1: operator, index } of script.matchAll(pieces)) {
    if (operator === undefined) continue;
    if (operator === '&') return undefined;
    add(script.slice(from, index));
    joint = operator;
    from = index + piece.length;
  }
  add(script.slice(from));
  return steps;
}

function runSteps(steps: readonly Step[], errexit: boolean): CommandOutcome | undefined {
  const output: { readonly afterMs: number; readonly line: string }[] = [];
  let afterMs = 0;
  let exitCode = 0;
  let stopsOnError = errexit;
  for (const [index, { words, joint }] of steps.entries()) {
    const [path = '', ...rest] = words;
    const program = path.split('/').at(-1) ?? '';
    if (control.test(program)) return undefined;
    if ((joint === '&&' && exitCode !== 0) || (joint === '||' && exitCode === 0)) continue;
    if (program === 'exit') return { afterMs, exitCode: Number(rest[0] ?? exitCode) % 256, output };
    if (program === 'set') stopsOnError ||= /e/.test(rest[0] ?? '');
    if (program === 'echo') output.push({ afterMs, line: rest.filter((word) => word !== '-e').join(' ') });
    const sleptMs = program === 'sleep' ? sleepMs(rest) : 0;
    if (sleptMs === undefined || !(instant.has(program) || program === 'sleep' || program === 'false'))
      return undefined;
    afterMs += sleptMs;
    exitCode = program === 'false' ? 1 : 0;
    const checked = ['&&', '||'].includes(steps[index + 1]?.joint ?? '');
    if (stopsOnError && exitCode !== 0 && !checked) break;
  }
  return { afterMs, exitCode, output };
}

/** GNU sleep adds its arguments up; `infinity` has no end. */
function sleepMs(words: readonly string[]): number | undefined {
  let totalMs = 0;
  for (const word of words) {
    const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)([smhd]?)$/.exec(word) ?? [];
    if (amount === undefined) return undefined;
    totalMs += Number(amount) * (unitSeconds[unit] ?? 1) * 1000;
  }
  return words.length === 0 ? undefined : totalMs;
}
