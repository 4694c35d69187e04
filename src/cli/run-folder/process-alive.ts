import { hostname } from 'node:os';

/** Whether a process of this machine goes on. One of another machine, with which the home directory is shared, may: nobody here can tell. */
export function mayBeAlive({ host, pid }: { readonly host: string; readonly pid: number }): boolean {
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Someone else's process is one, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
