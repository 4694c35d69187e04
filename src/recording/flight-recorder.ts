import type { Cancel } from '../cluster/clock.ts';
import type { Observation } from '../session/observation.ts';
import { AppendOnlyFile } from './append-only-file.ts';
import { failureText } from './failure-text.ts';
import { headerOf, type RecordedSession } from './format.ts';
import { packMember } from './gzip-member.ts';
import { scrubbedLine } from './scrub.ts';

/** The most that a SIGKILL can take with it. */
const flushMs = 1000;

/** At high speed a second holds many observations; a reader unpacks a member at a time. */
const observationsPerMember = 2000;

const mebibyte = 1024 * 1024;

export interface FlightRecorderOptions {
  /** The recording's path. */
  readonly file: string;
  /** The program and its version, for the header. */
  readonly program: string;
  /** Timers in real time. */
  readonly every: (intervalMs: number, callback: () => void) => Cancel;
  /** Called once at most: why there is no recording, or none from here on, as a sentence. */
  readonly onFailure: (reason: string) => void;
  /** How large the recording may become, in bytes; 256 MiB unless told. */
  readonly maxBytes?: number;
}

/**
 * Writes down every observation of a run while it goes on. Recording is an append to a list; once a second the list becomes a gzip member
 * at the end of the file. It never fails towards the run: what cannot be written is told once, and the run goes on without.
 */
export class FlightRecorder {
  readonly #file: AppendOnlyFile;
  readonly #options: FlightRecorderOptions;
  readonly #stopFlushing: Cancel;
  #header: string | undefined;
  #pending: Observation[] = [];

  constructor(options: FlightRecorderOptions) {
    this.#options = options;
    this.#file = new AppendOnlyFile(options.file, (error) => options.onFailure(notRecorded(failureText(error))));
    this.#stopFlushing = options.every(flushMs, () => this.flush());
  }

  /** For `SessionOptions.observe`: the first observations come before there is a session. */
  readonly observe = (observation: Observation): void => {
    if (!this.#file.isOpen) return;
    this.#pending.push(observation);
    if (this.#pending.length >= observationsPerMember && this.#header !== undefined) this.flush();
  };

  /** What the recording is about. Nothing is written before. */
  begin(session: RecordedSession): void {
    this.#header = scrubbedLine(headerOf(session, this.#options.program));
    this.#append([this.#header]);
  }

  /** Writes what has been observed since the last time. */
  flush(): void {
    if (this.#header === undefined || this.#pending.length === 0) return;
    const lines = this.#pending.map(scrubbedLine);
    this.#pending = [];
    this.#append(lines);
  }

  /** Writes the rest. Synchronous, so that it can be done while the process exits; closing twice is harmless. */
  close(): void {
    this.#stopFlushing();
    this.flush();
    this.#file.close();
  }

  #append(lines: readonly string[]): void {
    const member = packMember(`${lines.join('\n')}\n`);
    const { maxBytes = 256 * mebibyte } = this.#options;
    if (this.#file.isOpen && this.#file.size + member.length > maxBytes) {
      this.#file.close();
      this.#options.onFailure(
        notRecorded(`its recording has reached ${Math.round(maxBytes / mebibyte)} MiB, which is the most`),
      );
    }
    this.#file.append(member);
  }
}

function notRecorded(reason: string): string {
  return `The run is not recorded from here on: ${reason}`;
}
