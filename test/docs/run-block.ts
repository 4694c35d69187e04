import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { packageRoot } from '../../scripts/bundle.ts';
import type { ShellBlock } from './doc-commands.ts';

/** What went wrong with a line. */
export interface LineFailure {
  readonly line: string;
  readonly status: number | null;
  readonly said: string;
}

/**
 * Runs the lines of a block one after the other in an empty folder, in which the program can be called in every way that the pages do.
 * `harmony cluster` goes on behind the lines that follow, as in a terminal of its own.
 */
export async function runBlock({ lines }: ShellBlock, folder: string): Promise<readonly LineFailure[]> {
  const env = placeProgram(folder);
  const servers: ChildProcess[] = [];
  const failures: LineFailure[] = [];
  try {
    for (const line of lines) {
      if (/\bcluster\b/.test(line) && !line.includes('--help')) {
        servers.push(await startServer(line, folder, env));
        continue;
      }
      const { status, stdout, stderr } = spawnSync('bash', ['-c', `set -o pipefail; ${line}`], {
        cwd: folder,
        env,
        encoding: 'utf8',
        timeout: 120_000,
      });
      if (status !== 0) failures.push({ line, status, said: `${stdout}${stderr}`.slice(-2000) });
    }
  } finally {
    for (const server of servers) await end(server);
  }
  return failures;
}

function placeProgram(folder: string): NodeJS.ProcessEnv {
  const commands = join(folder, '.commands');
  mkdirSync(commands);
  for (const name of ['harmony', 'kubectl-harmony'])
    symlinkSync(join(packageRoot, 'bin/harmony.js'), join(commands, name));
  for (const name of ['bin', 'scenarios', 'layouts']) symlinkSync(join(packageRoot, name), join(folder, name));
  const { PATH = '' } = process.env;
  return {
    PATH: [commands, dirname(process.execPath), PATH].join(delimiter),
    HOME: folder,
    XDG_STATE_HOME: join(folder, '.state'),
    XDG_CONFIG_HOME: join(folder, '.config'),
    LANG: 'C.UTF-8',
  };
}

async function startServer(line: string, cwd: string, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  // `exec`, so that what is ended is the server and not a shell around it.
  const child = spawn('bash', ['-c', `exec ${line}`], { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const said of createInterface({ input: child.stdout })) if (said.startsWith('ready ')) return child;
  throw new Error(`${line}: it ended before it was ready`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  await ended;
}
