import type { Container } from '../../autoscaling/objects.ts';
import type { RunningScript } from '../shell/interpreter.ts';
import { containerScript } from '../workload/container-script.ts';

/** How a command ends by itself. */
export interface CommandOutcome {
  readonly afterMs: number;
  readonly exitCode: number;
  /** What it prints, and when. */
  readonly output: readonly { readonly afterMs: number; readonly line: string }[];
}

/** Programs that do their work in no time and succeed. */
const instant = new Set(
  'true touch rm cp mv mkdir ln chmod chown cat ls date hostname env id pwd uname trap'.split(' '),
);
const unitSeconds: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };
/** A script that wants more than this is taken to go on for ever. */
const mostSteps = 5000;

/**
 * What a command line made of `sleep`, `exit`, `true`, `false`, `echo` and the like comes to, run directly or by a shell's script with its
 * loops and conditions. Undefined for anything else, which may well run for ever.
 */
export function commandOutcome({ command = [], args = [], env = [] }: Partial<Container>): CommandOutcome | undefined {
  if (command.length === 0) return undefined;
  const script = containerScript({ name: '', command, args, env });
  if (script?.commands.some(sleepsForEver)) return undefined;
  if (script) return scriptOutcome(script.run());
  const ended = runProgram([...command, ...args]);
  return ended && { ...ended, output: [] };
}

function scriptOutcome(script: RunningScript): CommandOutcome | undefined {
  const output: { readonly afterMs: number; readonly line: string }[] = [];
  let afterMs = 0;
  let status = 0;
  for (let count = 0; count < mostSteps; count += 1) {
    const { done, value } = script.next(status);
    if (done) return { afterMs, exitCode: value % 256, output };
    status = 0;
    if (value.kind === 'wait') afterMs += value.milliseconds;
    else if (value.kind === 'print') output.push({ afterMs, line: value.line });
    else {
      const ended = runProgram(value.words);
      if (ended === undefined) return undefined;
      afterMs += ended.afterMs;
      status = ended.exitCode;
    }
  }
  return undefined;
}

/** A program by itself; undefined when nothing is known of it. */
function runProgram([path = '', ...args]: readonly string[]): Omit<CommandOutcome, 'output'> | undefined {
  const program = path.split('/').at(-1) ?? '';
  if (program === 'false') return { afterMs: 0, exitCode: 1 };
  if (program === 'sleep') {
    const afterMs = sleepMs(args);
    return afterMs === undefined ? undefined : { afterMs, exitCode: 0 };
  }
  return instant.has(program) ? { afterMs: 0, exitCode: 0 } : undefined;
}

function sleepsForEver([program, ...args]: readonly string[]): boolean {
  return program === 'sleep' && args.includes('infinity');
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
