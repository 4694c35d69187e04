import { type EpochMs, epochMs } from '../autoscaling/units.ts';
import type { Playback } from '../session/playback.ts';
import type { PlaybackStep, SessionStatus } from './protocol.ts';

type Told = NonNullable<SessionStatus['playback']>;

/** The time of a replay on the stage. A step is shown once the stage has taken it. */
export class AttachedPlayback implements Playback {
  readonly #ask: (step: PlaybackStep) => void;
  #told: Told = { from: epochMs(0), until: epochMs(0), isPaused: false };

  constructor(ask: (step: PlaybackStep) => void) {
    this.#ask = ask;
  }

  /** Takes over what the stage says. */
  told(playback: Told | undefined): void {
    if (playback) this.#told = playback;
  }

  get from(): EpochMs {
    return this.#told.from;
  }

  get until(): EpochMs {
    return this.#told.until;
  }

  get isPaused(): boolean {
    return this.#told.isPaused;
  }

  togglePause(): void {
    this.#ask({ type: 'togglePause' });
    this.#told = { ...this.#told, isPaused: !this.#told.isPaused };
  }

  skip(byMs: number): void {
    this.#ask({ type: 'skip', byMs });
  }

  changeSpeed(by: 1 | -1): void {
    this.#ask({ type: 'changeSpeed', by });
  }

  /** Which mark it is only the stage knows. */
  toMark(by: 1 | -1): string {
    this.#ask({ type: 'toMark', by });
    return by === 1 ? 'the next mark' : 'the mark before';
  }
}
