import type { OpenRun } from './open-run.ts';
import { wallClockMs } from './real-time.ts';
import { interruptedTalk } from './run-folder/interrupted-talk.ts';

/** A run with the talk that the one before it did not get to the end of, where there is one. */
export async function withInterruptedTalk(run: OpenRun): Promise<OpenRun> {
  const interrupted = await interruptedTalk(run.session, wallClockMs());
  return interrupted === undefined ? run : { ...run, interrupted };
}
