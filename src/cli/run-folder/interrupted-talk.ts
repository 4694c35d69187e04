import { statSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { openRecording, type Recording } from '../../recording/recording.ts';
import { RunCursor } from '../../recording/run-cursor.ts';
import type { Session } from '../../session/session.ts';
import type { InterruptedTalk } from '../../ui/cockpit/resume.ts';
import { findRecording, recordedRuns } from '../recorded-runs.ts';
import { mayBeAlive } from './process-alive.ts';
import { type RunMeta, readMeta } from './run-meta.ts';
import { runsHome } from './runs-home.ts';

/** Nobody goes on with a talk after that. */
const longestMs = 3_600_000;

/**
 * The talk of the run before this one, of the same scenario on the same cluster, if that was killed within it not long ago. Where it stood is
 * read from its recording, which goes up to its last second.
 */
export async function interruptedTalk(
  session: Pick<Session, 'scenario' | 'identity'>,
  nowMs: number,
  home = runsHome(),
): Promise<InterruptedTalk | undefined> {
  const file = lastRunOf(session, home);
  const agoMs = file === undefined ? longestMs : nowMs - statSync(file).mtimeMs;
  if (file === undefined || agoMs >= longestMs) return undefined;
  try {
    const recording = await openRecording(file);
    try {
      return talkIn(recording, session.scenario, agoMs);
    } finally {
      recording.close();
    }
  } catch {
    // What cannot be read cannot be gone on with; `harmony replay` tells what is wrong with it.
    return undefined;
  }
}

/** The recording of the last run on the same cluster; undefined where that came to its end or goes on. */
function lastRunOf({ scenario, identity }: Pick<Session, 'scenario' | 'identity'>, home: string): string | undefined {
  for (const name of recordedRuns(home).toReversed()) {
    const file = findRecording(name, home);
    const meta = readMeta(dirname(file));
    if (meta === undefined || isOwn(meta)) continue;
    const isSame =
      meta.scenario === scenario.name &&
      meta.context === identity.context &&
      meta.namespace === scenario.target.namespace;
    if (isSame) return meta.ended === undefined && !mayBeAlive(meta) ? file : undefined;
  }
  return undefined;
}

function isOwn({ host, pid }: RunMeta): boolean {
  return pid === process.pid && host === hostname();
}

function talkIn(recording: Recording, { acts }: Session['scenario'], agoMs: number): InterruptedTalk | undefined {
  const { until } = recording;
  const cursor = new RunCursor(recording);
  cursor.moveTo(until);
  const { director: position } = cursor.state;
  if (position.talkStartedAt === undefined || position.talkEndedAt !== undefined) return undefined;
  // A scenario that was changed since may have no such place.
  const cues = acts[position.act]?.cues;
  if (cues === undefined || position.cue >= cues.length) return undefined;
  return { position, until, agoMs };
}
