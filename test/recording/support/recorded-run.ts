import { join } from 'node:path';
import { scheduler } from 'node:timers/promises';
import { epochMs, plusMs } from '../../../src/autoscaling/units.ts';
import { embeddedSetup } from '../../../src/cli/embedded-setup.ts';
import { coldStartAt, warmUp } from '../../../src/cli/warm-up.ts';
import { createEmbeddedCluster } from '../../../src/embedded/create.ts';
import { FlightRecorder } from '../../../src/recording/flight-recorder.ts';
import { recordingName } from '../../../src/recording/format.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import type { FrameScheduler } from '../../../src/session/frames.ts';
import type { Observation } from '../../../src/session/observation.ts';
import { openSession } from '../../../src/session/open-session.ts';
import type { Session } from '../../../src/session/session.ts';

/** A run of meme-generator on autopilot that is recorded while it goes on, a second at a time. */
export interface RecordedRun {
  /** Path of the recording. */
  readonly file: string;
  readonly session: Session;
  readonly recorder: FlightRecorder;
  /** In the order in which they were made. */
  readonly observations: readonly Observation[];
  /** Lets seconds of the run pass, and writes down what they brought. */
  play(seconds: number): Promise<void>;
  close(): Promise<void>;
}

/** Frames without a rest between them, so that the store shows everything there is. */
const atOnce: FrameScheduler = {
  after(_delayMs, callback) {
    queueMicrotask(callback);
    return () => {};
  },
};

export async function recordedRun(folder: string): Promise<RecordedRun> {
  const scenario = loadScenario('meme-generator');
  const startAt = coldStartAt(epochMs(Date.parse('2026-01-01T10:00:00Z')));
  const cluster = createEmbeddedCluster(embeddedSetup(scenario, { startAt, profile: 'gke' }));
  await warmUp(cluster);
  const file = join(folder, recordingName);
  const observations: Observation[] = [];
  const recorder = new FlightRecorder({
    file,
    program: 'harmony 0.0.0',
    every: () => () => {},
    onFailure: (reason) => {
      throw new Error(reason);
    },
  });
  const session = openSession({
    cluster,
    scenario,
    frames: atOnce,
    mode: scenario.baseline,
    observe(observation) {
      observations.push(observation);
      recorder.observe(observation);
    },
  });
  recorder.begin(session);
  await session.dispatch({ type: 'toggleAutopilot' });
  return {
    file,
    session,
    recorder,
    observations,
    async play(seconds) {
      for (let second = 0; second < seconds; second++) {
        await cluster.advanceTo(plusMs(cluster.clock.now(), 1000));
        recorder.flush();
      }
      await scheduler.yield();
    },
    async close() {
      await session.close();
      recorder.close();
      await cluster.close();
    },
  };
}
