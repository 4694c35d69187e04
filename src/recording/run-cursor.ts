import type { EpochMs } from '../autoscaling/units.ts';
import type { Observation } from '../session/observation.ts';
import { reduce } from '../session/reduce/reduce.ts';
import type { SessionState } from '../session/state.ts';
import type { Recording } from './recording.ts';

/** A place in a recorded run: its state at one moment, which is what was observed up to then. */
export class RunCursor {
  readonly #recording: Pick<Recording, 'from' | 'members' | 'read' | 'checkpointBefore'>;
  #at: EpochMs;
  #state: SessionState;
  /** Index of the member after the one that is being read. */
  #next = 0;
  /** What is left of that one. */
  #rest: readonly Observation[] = [];

  /** At the beginning, before anything was observed. */
  constructor(recording: Pick<Recording, 'from' | 'members' | 'read' | 'checkpointBefore'>) {
    this.#recording = recording;
    this.#at = recording.from;
    this.#state = recording.checkpointBefore(recording.from).state;
  }

  get at(): EpochMs {
    return this.#at;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Goes to a moment, before or after the present one. */
  moveTo(at: EpochMs): void {
    const checkpoint = this.#recording.checkpointBefore(at);
    if (at < this.#at || checkpoint.member > this.#next) {
      this.#state = checkpoint.state;
      this.#next = checkpoint.member;
      this.#rest = [];
    }
    this.#at = at;
    while (this.#takeUntil(at)) {
      this.#rest = this.#recording.read(this.#next);
      this.#next += 1;
    }
  }

  /** Whether the next member is needed to be at that moment. */
  #takeUntil(at: EpochMs): boolean {
    const end = this.#rest.findIndex((observation) => observation.at > at);
    this.#state = reduce(this.#state, end < 0 ? this.#rest : this.#rest.slice(0, end));
    this.#rest = end < 0 ? [] : this.#rest.slice(end);
    return end < 0 && this.#next < this.#recording.members;
  }
}
