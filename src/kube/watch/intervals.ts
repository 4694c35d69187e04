/** How a reflected view waits. All but the first in milliseconds. */
export interface ReflectorIntervals {
  /** The server ends a watch after this long, and up to a fifth longer, so that not all watches end at once. */
  readonly watchSeconds: number;
  /** A watch that brings nothing for longer, not even a bookmark (one a minute), is taken for dead. */
  readonly stallMs: number;
  /** An answer that takes longer is spoken of. */
  readonly slowMs: number;
  /** The bounds of the growing pause between attempts. The upper one lets a view be whole again within five seconds of the server. */
  readonly leastPauseMs: number;
  readonly longestPauseMs: number;
  /** Between attempts at what is not there or not allowed, and will not be in a moment. */
  readonly refusedPauseMs: number;
  /** What was there before and is refused is tried often for this long. */
  readonly refusedPatienceMs: number;
  /** A watch that ends sooner and brings nothing counts as a failed attempt. */
  readonly briefMs: number;
}

export const reflectorIntervals: ReflectorIntervals = {
  watchSeconds: 240,
  stallMs: 75_000,
  slowMs: 2000,
  leastPauseMs: 500,
  longestPauseMs: 3500,
  refusedPauseMs: 30_000,
  refusedPatienceMs: 60_000,
  briefMs: 1000,
};
