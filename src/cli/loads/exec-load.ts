import { namesCredential } from '../../cluster/redact.ts';
import type { ExecLoad } from '../../scenario/model.ts';
import type { LoadListener, RunningLoad } from '../../session/loads/load-runner.ts';
import { pauseMs } from '../real-time.ts';

/** What every program needs to run at all; the rest of the environment may hold secrets and is passed by name only. */
const always = ['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'TERM'];
const onWindows = ['SystemRoot', 'ComSpec', 'PATHEXT', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'TEMP', 'TMP'];

/** How long a program may take to end when it is asked to. */
const graceMs = 2000;

/**
 * Runs the user's program with its output as lines. It leads a process group of its own, which is ended with it: what it started and left behind
 * goes too. @throws Error when it cannot be started
 */
export async function startExec(load: ExecLoad, listener: LoadListener): Promise<RunningLoad> {
  const { execa } = await import('execa');
  const child = execa(load.command, load.args, {
    cwd: load.cwd,
    env: environment(load.env),
    extendEnv: false,
    preferLocal: false,
    stdin: 'ignore',
    buffer: false,
    reject: false,
    // A group of its own, so that all of it can be ended; then execa leaves the ending to us.
    detached: process.platform !== 'win32',
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(notStarted(load, await child));
  const endGroup = (signal: NodeJS.Signals) => signalGroup(pid, signal);
  const atExit = () => endGroup('SIGKILL');
  process.once('exit', atExit);
  let isStopped = false;
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  // Whatever it has left behind goes with it, and lets go of its output.
  void exited.then(() => endGroup('SIGKILL'));
  const withoutSecrets = secretsOut(load.env);
  // Each stream by itself: a line of one must not end up in the middle of a line of the other.
  const readLines = async (from: 'stdout' | 'stderr') => {
    for await (const line of child.iterable({ from })) listener.said(withoutSecrets(line));
  };
  const read = Promise.allSettled([readLines('stdout'), readLines('stderr')]);
  const ended = (async () => {
    const result = await child;
    await read;
    process.off('exit', atExit);
    if (isStopped) listener.ended({ state: 'failed', line: 'stopped' });
    else if (result.failed) listener.ended({ state: 'failed', line: failure(load, result) });
    else listener.ended({ state: 'complete' });
  })();
  return {
    async stop() {
      isStopped = true;
      endGroup('SIGTERM');
      await Promise.race([exited, pauseMs(graceMs)]);
      endGroup('SIGKILL');
      await ended;
    },
  };
}

function environment(names: readonly string[]): Record<string, string> {
  const allowed = [...always, ...(process.platform === 'win32' ? onWindows : []), ...names];
  const values = allowed.map((name) => [name, process.env[name]] as const);
  return Object.fromEntries(values.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
}

/** Takes what the credentials among these variables hold out of a line, should the program print it. */
function secretsOut(names: readonly string[]): (line: string) => string {
  const secrets = names.flatMap((name) => (namesCredential(name) && process.env[name]) || []);
  return (line) => secrets.reduce((text, secret) => text.replaceAll(secret, '[redacted]'), line);
}

/** A group that has gone needs no signal. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

interface Result {
  readonly exitCode?: number | undefined;
  readonly signal?: string | undefined;
  readonly code?: string | undefined;
}

function notStarted({ command, cwd }: ExecLoad, { code }: Result): string {
  if (code === 'ENOENT') return `${command} is not found (looked for in PATH and from ${cwd})`;
  return `${command} cannot be started: ${code === 'EACCES' ? 'it is not executable' : (code ?? 'unknown reason')}`;
}

function failure({ command }: ExecLoad, { exitCode, signal }: Result): string {
  return signal === undefined ? `${command} ended with status ${exitCode}` : `${command} was ended by ${signal}`;
}
