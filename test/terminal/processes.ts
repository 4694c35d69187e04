import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

export interface Process {
  readonly pid: number;
  readonly parent: number;
  /** Name of the executable. */
  readonly name: string;
}

/** Children, grandchildren and so on of a process, parents first. */
export function descendants(pid: number): readonly Process[] {
  const all = processes();
  const below = (parent: number): readonly Process[] =>
    all.filter((process) => process.parent === parent).flatMap((child) => [child, ...below(child.pid)]);
  return below(pid);
}

/** Whether a process is still there; one that has ended but was not waited for is not. */
export function isRunning(pid: number): boolean {
  return processes().some((process) => process.pid === pid);
}

function processes(): readonly Process[] {
  return existsSync('/proc/self/stat') ? processesOfLinux() : processesOfPs();
}

function processesOfLinux(): readonly Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        // pid (name) state parent …; a name may hold spaces and parentheses.
        const match = /^(\d+) \((.*)\) [^ZX] (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'));
        return match ? [{ pid: Number(match[1]), parent: Number(match[3]), name: match[2] ?? '' }] : [];
      } catch {
        // It ended while we were reading.
        return [];
      }
    });
}

function processesOfPs(): readonly Process[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,comm='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const match = /^\s*(\d+)\s+(\d+)\s+[^ZX\s]\S*\s+(.*)$/.exec(line);
      return match ? [{ pid: Number(match[1]), parent: Number(match[2]), name: match[3] ?? '' }] : [];
    });
}
