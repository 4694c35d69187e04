import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const restoreScript = fileURLToPath(new URL('./restore-terminal.sh', import.meta.url));
/** What asks a program to end. A key press that sends one of them reaches the child as well, which takes a second one calmly. */
const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];

/** Runs `node` with `args` in this process's place: same terminal, signals passed on, same way of ending. */
export function rerun(node, args) {
  // Tells the program that somebody is left to tidy the terminal should it be killed.
  const env = { ...process.env, HARMONY_SUPERVISED: '1' };
  const child = spawn(node, args, { stdio: 'inherit', env });
  for (const signal of forwarded) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => {
    process.stderr.write(`error: cannot start ${node}: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    if (signal === null) {
      process.exitCode = code;
      return;
    }
    // A killed program could not leave the alternate screen nor raw mode.
    if (process.stdout.isTTY) {
      spawnSync('sh', [restoreScript], { stdio: 'inherit' });
    }
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
