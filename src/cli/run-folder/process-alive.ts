import { hostname } from 'node:os';

/** Whether the process of a run may go on. One of another machine, with which the home directory is shared, may: nobody here can tell. */
export function mayBeAlive({ host, pid }: { readonly host: string; readonly pid: number }): boolean {
  return host !== hostname() || isAliveHere(pid);
}

/** Whether a process of this machine goes on. */
export function isAliveHere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Someone else's process is one, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
