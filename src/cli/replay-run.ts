import { openRecording } from '../recording/recording.ts';
import { ReplaySession } from '../recording/replay-session.ts';
import { processTimers } from '../ui/cockpit/real-time.ts';
import { defaultLayout, layoutsFrom, type OpenRun } from './open-run.ts';
import { monotonicMs } from './real-time.ts';
import { findRecording } from './recorded-runs.ts';
import { snapshotSaver } from './snapshot-saver.ts';

/** `harmony replay`. */
export interface ReplayOptions {
  /** As `findRecording` takes it. */
  readonly run: string;
  readonly layout?: string;
  readonly theme?: string;
  readonly mouse?: boolean;
  /** Seconds from the beginning of the run. */
  readonly atSeconds?: number;
}

/**
 * Opens a recorded run for the cockpit.
 *
 * @throws UsageError for a run that is not there, RecordingError for a recording that cannot be replayed, ScenarioError for a layout
 */
export async function openReplay({ run, layout, atSeconds = 0 }: ReplayOptions): Promise<OpenRun> {
  const layouts = layoutsFrom(layout ?? defaultLayout);
  const recording = await openRecording(findRecording(run));
  const session = new ReplaySession(recording, { now: monotonicMs, every: processTimers.every });
  session.skip(atSeconds * 1000);
  const [remark] = recording.remarks;
  return {
    session,
    layouts,
    surroundings: {
      pointKubectl: async () => {
        throw new Error('a replay has no cluster that kubectl could be pointed at');
      },
      saveSnapshot: snapshotSaver({ scenario: session.scenario, cluster: { identity: session.identity } }),
    },
    ...(remark !== undefined && { remark: recording.remarks.length === 1 ? remark : `${remark} (and more)` }),
    async close() {
      await session.close();
      recording.close();
    },
  };
}
