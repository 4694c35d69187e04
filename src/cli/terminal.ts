import { Socket } from 'node:net';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { UsageError } from './errors.ts';

const restoreScript = fileURLToPath(new URL('../../bin/restore-terminal.sh', import.meta.url));

const parentLookMs = 200;

/** Fails where there is no terminal to draw on or to read keys from. */
export function requireTerminal(command: string): void {
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw new UsageError(
      `\`${command}\` draws on a terminal, and ${process.stdin.isTTY ? 'its output' : 'its input'} is not one.`,
      'Without a terminal: harmony rehearse meme-generator --speed max --json',
    );
  }
}

/**
 * Makes sure that the terminal is left in order whatever ends the process. A signal ends it by `process.exit`, so that exit handlers
 * (Ink's among them) run; against a kill that no handler sees, a shell waits in the background until this process is gone.
 * For a process that is about to take over the screen; lasts until it ends.
 */
export function protectTerminal(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(128 + constants.signals[signal]));
  }
  leaveWithParent();
  // The launcher that re-ran the program on another Node outlives it and does the same.
  const supervised = process.env.HARMONY_SUPERVISED !== undefined;
  delete process.env.HARMONY_SUPERVISED;
  if (!supervised && process.platform !== 'win32') {
    // Behind the first frame, which must not wait for it.
    setImmediate(startGuard);
  }
}

/**
 * Ends the process soon after the one that started it. A shell or npm that is killed does not pass the signal on, and would leave behind
 * a program that draws over whatever the terminal shows next.
 */
function leaveWithParent(): void {
  const parent = process.ppid;
  const look = () => {
    if (process.ppid !== parent) {
      process.exit(128 + constants.signals.SIGHUP);
    }
  };
  setInterval(look, parentLookMs).unref();
}

async function startGuard(): Promise<void> {
  const { spawn } = await import('node:child_process');
  const guard = spawn('sh', [restoreScript, '--guard'], { detached: true, stdio: ['pipe', 'inherit', 'ignore'] });
  // Without a shell there is no guard, and everything else works.
  guard.on('error', () => undefined);
  guard.unref();
  if (guard.stdin instanceof Socket) {
    guard.stdin.unref();
  }
  process.on('exit', () => guard.kill('SIGKILL'));
}
