import { observationVersion } from '../session/observation.ts';
import type { Session } from '../session/session.ts';
import type { SessionState } from '../session/state.ts';

/** Name of the recording in a run's folder. */
export const recordingName = 'observations.jsonl.gz';

/** Version of the recording's first line, and of the observations after it. */
export const recordingVersion = { header: 1, observation: observationVersion } as const;

/** The first line of a recording: what a replay has to know before the first observation. */
export interface RecordingHeader {
  readonly format: 'harmony-observations';
  readonly headerVersion: number;
  /** Of the lines that follow; see `Observation`. */
  readonly observationVersion: number;
  /** The program that wrote it, for messages about versions. */
  readonly program: string;
  /** When the run began, on the cluster's clock, in milliseconds since the epoch. */
  readonly openedAt: number;
  readonly target: SessionState['target'];
  readonly identity: Session['identity'];
  /** As it was loaded for the run, so that a replay does not depend on files that may have changed since. */
  readonly scenario: Session['scenario'];
}

/** What a recording tells of its session. */
export type RecordedSession = Pick<Session, 'store' | 'identity' | 'scenario'>;

/** The header of a session's recording. */
export function headerOf(session: RecordedSession, program: string): RecordingHeader {
  const { openedAt, target } = session.store.getState();
  const { identity, scenario } = session;
  return {
    format: 'harmony-observations',
    headerVersion: recordingVersion.header,
    observationVersion: recordingVersion.observation,
    program,
    openedAt,
    target,
    identity,
    scenario,
  };
}
