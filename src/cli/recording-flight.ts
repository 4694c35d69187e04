import { join } from 'node:path';
import { FlightRecorder } from '../recording/flight-recorder.ts';
import { recordingName } from '../recording/format.ts';
import { MarkFinder } from '../recording/marks.ts';
import type { Scenario } from '../scenario/model.ts';
import type { Observation } from '../session/observation.ts';
import type { Session } from '../session/session.ts';
import { processTimers } from '../ui/cockpit/real-time.ts';
import type { RunFolder } from './run-folder/open-run-folder.ts';
import { version } from './version.ts';

/** What a run is recorded by, from before its first observation until it is over. */
export interface Flight {
  /** For `SessionOptions.observe`. */
  readonly observe: (observation: Observation) => void;
  begin(session: Session): void;
  /** Closing twice is harmless. */
  close(): void;
}

export interface FlightOptions {
  readonly folder: Pick<RunFolder, 'path'>;
  readonly scenario: Scenario;
  /** Says something in passing. */
  readonly tell: (text: string) => void;
  /** An act, a cue or a mode begins. */
  readonly mark: (label: string) => void;
}

/** Records a run in its folder, where there is one, and tells of its chapters. */
export function startFlight({ folder, scenario, tell, mark }: FlightOptions): Flight {
  const chapters = new MarkFinder(scenario);
  const recorder =
    folder.path === undefined
      ? undefined
      : new FlightRecorder({
          file: join(folder.path, recordingName),
          program: `harmony ${version}`,
          every: processTimers.every,
          onFailure: tell,
        });
  const close = () => recorder?.close();
  // A signal ends the process without waiting for anything.
  process.once('exit', close);
  return {
    observe(observation) {
      recorder?.observe(observation);
      const chapter = chapters.next(observation);
      if (chapter) mark(chapter.label);
    },
    begin: (session) => recorder?.begin(session),
    close() {
      process.off('exit', close);
      close();
    },
  };
}
