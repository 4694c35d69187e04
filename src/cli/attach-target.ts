import { isAbsolute, resolve } from 'node:path';
import type { StageHello } from '../attach/protocol.ts';
import { pidsIn, socketFolder, socketOf } from '../attach/socket-place.ts';
import { StageLink } from '../attach/stage-link.ts';
import { processTimers } from '../ui/cockpit/real-time.ts';
import { CliError, exitCodes, UsageError } from './errors.ts';
import { isAliveHere } from './run-folder/process-alive.ts';

/**
 * The socket of the cockpit that is meant: by its process id, by the socket's path, or the only one that runs.
 *
 * @throws CliError where no cockpit runs, UsageError where it is not clear which of several, or the one that is named does not run
 */
export async function findCockpit(named: string | undefined, folder = socketFolder()): Promise<string> {
  const pids = pidsIn(folder).filter(isAliveHere);
  if (named !== undefined && /^\d+$/.test(named)) {
    if (pids.includes(Number(named))) return socketOf(Number(named), folder);
    throw new UsageError(
      `no cockpit runs as process ${named}`,
      pids.length === 0 ? startOne : `There are: ${pids.join(', ')}`,
    );
  }
  if (named !== undefined) return isAbsolute(named) ? named : resolve(named);
  const found = (await Promise.all(pids.map((pid) => cockpitAt(pid, folder)))).flatMap((each) => each ?? []);
  const [only, ...others] = found;
  if (only === undefined) {
    throw new CliError(`no cockpit runs that could be attached to; looked in ${folder}`, {
      exitCode: exitCodes.failed,
      tryThis: startOne,
    });
  }
  if (others.length === 0) return only.path;
  const lines = found.map(({ pid, hello }) => `  ${pid}  ${hello.scenario.title}, ${hello.identity.context}`);
  throw new UsageError(`${found.length} cockpits run:\n${lines.join('\n')}`, `Name one: harmony attach ${only.pid}`);
}

const startOne = 'Start one in another terminal: harmony run';

interface Found {
  readonly pid: number;
  readonly path: string;
  readonly hello: StageHello;
}

/** Undefined where nobody answers. */
async function cockpitAt(pid: number, folder: string): Promise<Found | undefined> {
  const path = socketOf(pid, folder);
  try {
    const link = await StageLink.open(path, 'view', processTimers.after);
    link.close();
    return { pid, path, hello: link.hello };
  } catch {
    return undefined;
  }
}
