/** Who sends when: one scenario of a load test. Times are milliseconds since the test's start unless they say otherwise. */
export interface Executor {
  /** Users on a journey now. */
  readonly active: number;
  /** Users it has at most. */
  readonly maxUsers: number;
  /** Share of its time that has passed, 0..1. */
  readonly progress: number;
  readonly done: boolean;
  /** Works off everything until `nowMs` of the cluster's clock. Calls come in order of time. */
  advance(nowMs: number): void;
  /** Breaks off what is under way. */
  interrupt(): void;
}
