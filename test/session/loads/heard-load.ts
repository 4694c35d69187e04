import type { LoadListener, LoadOutcome } from '../../../src/session/loads/load-runner.ts';

/** What a load told. */
export interface HeardLoad {
  readonly listener: LoadListener;
  readonly lines: readonly string[];
  readonly shares: readonly number[];
  readonly ended: Promise<LoadOutcome>;
}

export function heardLoad(): HeardLoad {
  const lines: string[] = [];
  const shares: number[] = [];
  const { promise, resolve } = Promise.withResolvers<LoadOutcome>();
  const listener: LoadListener = {
    said: (line) => lines.push(line),
    progressed: (share) => shares.push(share),
    ended: resolve,
  };
  return { listener, lines, shares, ended: promise };
}
