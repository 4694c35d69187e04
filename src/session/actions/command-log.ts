import type { Clock } from '../../cluster/clock.ts';
import type { LoggedAction } from '../observation.ts';
import type { Recorder } from '../recorder.ts';

/** Writes each change as the kubectl command that does the same, when it begins and when it is done or has failed. */
export class Journal {
  readonly #recorder: Recorder;
  readonly #clock: Clock;
  #lastId = 0;

  constructor(recorder: Recorder, clock: Clock) {
    this.#recorder = recorder;
    this.#clock = clock;
  }

  /** Does the work under the command's name; passes its result and its error on. */
  async entry<T>(command: string, work: () => Promise<T>): Promise<T> {
    this.#lastId += 1;
    const id = this.#lastId;
    this.#log({ id, command, state: 'running' });
    try {
      const result = await work();
      this.#log({ id, command, state: 'done' });
      return result;
    } catch (error) {
      this.#log({ id, command, state: 'failed', message: messageOf(error) });
      throw error;
    }
  }

  #log(action: LoggedAction): void {
    this.#recorder.record({ at: this.#clock.now(), source: 'session', kind: 'actionLogged', action });
  }
}

/** The text of whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
