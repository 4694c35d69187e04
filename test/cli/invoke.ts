import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** How a run of the built program ended, and what it printed. */
export interface Invocation {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const launcher = join(import.meta.dirname, '../../bin/harmony.js');

/** Runs the built program without a terminal. */
export async function runProgram(...args: readonly string[]): Promise<Invocation> {
  return runProgramOn('', ...args);
}

/** Runs the built program without a terminal, with a text as its standard input. */
export async function runProgramOn(input: string, ...args: readonly string[]): Promise<Invocation> {
  const child = spawn(process.execPath, [launcher, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  // A program that ends without reading closes the pipe under us.
  child.stdin.on('error', () => {}).end(input);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('exit', resolve);
    child.on('error', reject);
  });
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { status, stdout, stderr };
}
