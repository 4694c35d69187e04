import { makeSocketFolder, removeStaleSockets, socketFolder, socketOf } from '../attach/socket-place.ts';
import { openStageDoor } from '../attach/stage-door.ts';
import type { Layout } from '../scenario/layout-model.ts';
import type { Session } from '../session/session.ts';
import { processTimers } from '../ui/cockpit/real-time.ts';
import { monotonicMs } from './real-time.ts';
import { isAliveHere } from './run-folder/process-alive.ts';
import { version } from './version.ts';

/**
 * Lets other terminals attach to a run: `harmony attach`. Where that cannot be, it says so, and the run goes on without. Returns what closes
 * the door; the process closes it, too, however it exits.
 */
export async function openDoor(
  session: () => Session,
  layouts: readonly Layout[],
  tell: (text: string) => void,
): Promise<() => void> {
  // Whoever wants to attach, attaches to the stage.
  if (session().attached) return () => {};
  const folder = socketFolder();
  const path = socketOf(process.pid, folder);
  try {
    makeSocketFolder(folder);
    // What has this process's id was left behind by another one.
    removeStaleSockets(folder, (pid) => pid !== process.pid && isAliveHere(pid));
    const door = await openStageDoor({
      session,
      layouts,
      program: `harmony ${version}`,
      path,
      nowMs: monotonicMs,
      every: processTimers.every,
    });
    const close = () => door.close();
    process.once('exit', close);
    return () => {
      process.off('exit', close);
      close();
    };
  } catch (error) {
    tell(`No other terminal can attach to this run: ${error instanceof Error ? error.message : String(error)}`);
    return () => {};
  }
}
