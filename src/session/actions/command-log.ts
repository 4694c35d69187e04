import type { Clock } from '../../cluster/clock.ts';
import { redact } from '../../cluster/redact.ts';
import type { LoggedAction } from '../observation.ts';
import type { Recorder } from '../recorder.ts';

/** Tells what a command did besides what its name says: objects that were as wanted, fields taken over. */
export type Remark = (remark: string) => void;

/** What goes on the screen's log: each change as the kubectl command that does the same, when it begins and when it is done or has failed. */
export interface CommandLog {
  /** Does the work under the command's name; passes its result and its error on. */
  entry<T>(command: string, work: (remark: Remark) => Promise<T>): Promise<T>;
}

/** Writes commands into the run's observations. */
export class RecordedCommands implements CommandLog {
  readonly #recorder: Recorder;
  readonly #clock: Clock;
  #lastId = 0;

  constructor(recorder: Recorder, clock: Clock) {
    this.#recorder = recorder;
    this.#clock = clock;
  }

  async entry<T>(command: string, work: (remark: Remark) => Promise<T>): Promise<T> {
    this.#lastId += 1;
    const action = { id: this.#lastId, command: redact(command) };
    const remarks: string[] = [];
    this.#log({ ...action, state: 'running' });
    try {
      const result = await work((remark) => remarks.push(remark));
      this.#log({ ...action, state: 'done', ...(remarks.length > 0 && { message: redact(remarks.join('; ')) }) });
      return result;
    } catch (error) {
      this.#log({ ...action, state: 'failed', message: messageOf(error) });
      throw error;
    }
  }

  #log(action: LoggedAction): void {
    this.#recorder.record({ at: this.#clock.now(), source: 'session', kind: 'actionLogged', action });
  }
}

/** The text of whatever was thrown, without credentials. */
export function messageOf(error: unknown): string {
  return redact(error instanceof Error ? error.message : String(error));
}
