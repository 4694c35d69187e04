import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Linux counts a process's time in ticks of 10 ms wherever Node runs. */
const tickMs = 10;

/** CPU that a process has used so far, on all its threads, in milliseconds. */
export function cpuMsOf(pid: number): number {
  const file = `/proc/${pid}/stat`;
  if (existsSync(file)) {
    // The fields after the name in parentheses begin with the third; user and system time are the 14th and 15th.
    const stat = readFileSync(file, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * tickMs;
  }
  const time = execFileSync('ps', ['-o', 'time=', '-p', String(pid)], { encoding: 'utf8' });
  return time.split(/[-:]/).reduce((total, part) => total * 60 + Number(part), 0) * 1000;
}

/** As {@link cpuMsOf}, with that of the children it has waited for: a shell's commands are counted once they have ended. Linux only. */
export function cpuMsWithChildren(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) * tickMs;
}
