/** Why a request had no answer. */
export type NoAnswer =
  /** No ready endpoint, or nothing listens there. */
  | 'refused'
  /** No such Service. */
  | 'unknown-host'
  /** The server died, or was killed, while it worked on the request. */
  | 'reset'
  /** The client gave up. */
  | 'timeout';

/** One HTTP request and what becomes of it, as its client sees it. Moments are milliseconds of the cluster's clock. */
export interface Exchange {
  readonly sentMs: number;
  /** When the client has the answer, or learns that there is none. Known at once; earlier only if the server dies before. */
  endMs: number;
  /** 0: no answer. */
  status: number;
  error: NoAnswer | undefined;
  /** Called when the server dies before the answer: `endMs` and `error` have changed. */
  readonly onLost: () => void;
}

const nobodyToTell = (): void => undefined;

/** An exchange that ends without reaching a server. */
export function unanswered(sentMs: number, endMs: number, error: NoAnswer): Exchange {
  return { sentMs, endMs, status: 0, error, onLost: nobodyToTell };
}
