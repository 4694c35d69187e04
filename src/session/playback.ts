import type { EpochMs } from '../autoscaling/units.ts';

/** How the time of a recorded run is moved by who watches it. Times are on the recorded cluster's clock. */
export interface Playback {
  readonly from: EpochMs;
  readonly until: EpochMs;
  readonly isPaused: boolean;
  togglePause(): void;
  /** Moves by so many milliseconds of the run's time, as far as there is a recording. */
  skip(byMs: number): void;
  /** The next faster or slower speed there is. */
  changeSpeed(by: 1 | -1): void;
  /** Goes to the next or previous mark (a cue, an act, a rescale), and says what is there; undefined where there is none. */
  toMark(by: 1 | -1): string | undefined;
}
