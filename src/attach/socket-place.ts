import { chmodSync, lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where the running cockpits of this user are found: under XDG_RUNTIME_DIR, or where there is none, in a folder of the user's own for temporary files. */
export function socketFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const { XDG_RUNTIME_DIR: runtime } = environment;
  if (runtime !== undefined && isAbsolute(runtime)) return join(runtime, 'harmony');
  return join(tmpdir(), `harmony-${process.getuid?.() ?? 'run'}`);
}

/** The socket of a process. */
export function socketOf(pid: number, folder = socketFolder()): string {
  return join(folder, `${pid}.sock`);
}

/** Makes the folder, for its owner alone. @throws Error where somebody else was there first, who could put a socket of his own there */
export function makeSocketFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  const isOwn = process.getuid === undefined || found.uid === process.getuid();
  if (!found.isDirectory() || !isOwn) throw new Error(`${folder} is not a folder of this user's own`);
  if ((found.mode & 0o077) !== 0) chmodSync(folder, 0o700);
}

/** The processes that have a socket in the folder, whether they go on or not, in the order of their ids. */
export function pidsIn(folder: string): readonly number[] {
  try {
    return readdirSync(folder)
      .flatMap((name) => /^(\d+)\.sock$/.exec(name)?.[1] ?? [])
      .map(Number)
      .toSorted((a, b) => a - b);
  } catch {
    return [];
  }
}

/** Removes what killed cockpits have left behind. */
export function removeStaleSockets(folder: string, isAlive: (pid: number) => boolean): void {
  for (const pid of pidsIn(folder).filter((each) => !isAlive(each))) rmSync(socketOf(pid, folder), { force: true });
}
