import { join } from 'node:path';
import type { EpochMs } from '../../autoscaling/units.ts';
import { recordingName } from '../../recording/format.ts';
import { openRecording, type Recording } from '../../recording/recording.ts';
import { RunCursor } from '../../recording/run-cursor.ts';
import type { Scenario } from '../../scenario/model.ts';
import { carriedPosition } from '../../session/failover/carried-position.ts';
import { type ActMoment, actMomentOf, sameMoment } from '../../session/failover/same-moment.ts';
import type { Session } from '../../session/session.ts';
import { processTimers } from '../../ui/cockpit/real-time.ts';
import { monotonicMs } from '../real-time.ts';
import { recordedRuns } from '../recorded-runs.ts';
import { readMeta } from '../run-folder/run-meta.ts';
import { runsHome } from '../run-folder/runs-home.ts';
import { snapshotSaver } from '../snapshot-saver.ts';
import { CarriedReplay, type TakenOver } from './carried-replay.ts';
import type { StandIn } from './stand-in.ts';

/** How many recordings are looked into: the audience is waiting. */
const mostLookedInto = 5;

/**
 * The newest finished recording of the scenario that has the second of the act at which the run stands, from there on; undefined where none
 * has it, and outside of acts.
 */
export async function openReplayStandIn(
  live: Session,
  scenario: Scenario,
  home = runsHome(),
): Promise<StandIn | undefined> {
  const moment = () => actMomentOf(live.store.getState(), live.now());
  if (moment() === undefined) return undefined;
  for (const name of finishedRuns(scenario.name, home).slice(0, mostLookedInto)) {
    const recording = await opened(join(home, name, recordingName));
    if (recording === undefined) continue;
    // Looked at anew: opening took a while.
    const at = momentIn(recording, scenario, moment());
    if (at !== undefined) return standIn(recording, name, takenOver(live, at));
    recording.close();
  }
  return undefined;
}

/** Names of the runs of a scenario that are over, newest first. */
function finishedRuns(scenario: string, home: string): readonly string[] {
  return recordedRuns(home)
    .toReversed()
    .filter((name) => {
      const meta = readMeta(join(home, name));
      return meta?.scenario === scenario && meta.ended !== undefined;
    });
}

/** Undefined for a recording that cannot be read, whyever: an older one may do, and an embedded cluster does. */
async function opened(path: string): Promise<Recording | undefined> {
  return openRecording(path).catch(() => undefined);
}

/** When the recorded run stood there. The script may have changed since. */
function momentIn(recording: Recording, { acts }: Scenario, moment: ActMoment | undefined) {
  if (moment === undefined || recording.header.scenario.acts[moment.act]?.id !== acts[moment.act]?.id) return undefined;
  const end = new RunCursor(recording);
  end.moveTo(recording.until);
  return sameMoment(end.state, moment);
}

/** The place of the run on the clock of a recording where that is `at`. */
function takenOver(live: Session, at: EpochMs): TakenOver {
  const { talkStartedAt } = carriedPosition(live.store.getState().director, live.now(), at);
  return { at, talkStartedAt, standsInFor: live.identity.context };
}

function standIn(recording: Recording, name: string, place: TakenOver): StandIn {
  const session = new CarriedReplay(recording, { now: monotonicMs, every: processTimers.every }, place);
  return {
    what: `the recording ${name}`,
    session,
    surroundings: {
      pointKubectl: async () => {
        throw new Error('a replay has no cluster that kubectl could be pointed at');
      },
      saveSnapshot: snapshotSaver({ scenario: session.scenario, cluster: { identity: session.identity } }),
    },
    async close() {
      await session.close();
      recording.close();
    },
  };
}
