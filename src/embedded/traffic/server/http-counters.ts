/** What an HTTP server exposes of its requests; all but `inFlight` only grow. */
export interface HttpCounters {
  /** `http_requests_total`: requests ended, by status code; {@link clientGone} where nobody waited for the answer any more. */
  readonly byCode: ReadonlyMap<number, number>;
  readonly requests: number;
  /** Those answered with 5xx, and those whose client had gone. */
  readonly failed: number;
  /** `http_request_duration_seconds_sum`. */
  readonly durationSeconds: number;
  /** `http_request_duration_seconds_bucket`: requests that took no longer than each of {@link latencyBoundsSeconds}; cumulative. */
  readonly buckets: readonly number[];
  /** Requests accepted and not yet ended, waiting ones included. */
  readonly inFlight: number;
}

/** Upper bounds of the duration histogram; the last is `+Inf`. */
export const latencyBoundsSeconds: readonly number[] = [
  0.005,
  0.01,
  0.025,
  0.05,
  0.075,
  0.1,
  0.15,
  0.2,
  0.3,
  0.4,
  0.5,
  0.75,
  1,
  1.5,
  2,
  2.5,
  3,
  4,
  5,
  7.5,
  10,
  15,
  30,
  60,
  Number.POSITIVE_INFINITY,
];

/** The code a server logs for a request whose client hung up before the answer (nginx's convention). */
export const clientGone = 499;

/** The counters of a program that serves no HTTP, or has not begun to. */
export const noHttp: HttpCounters = {
  byCode: new Map(),
  requests: 0,
  failed: 0,
  durationSeconds: 0,
  buckets: latencyBoundsSeconds.map(() => 0),
  inFlight: 0,
};

/** Counts requests as they end. */
export class HttpTally {
  readonly #byCode = new Map<number, number>();
  /** Requests per bucket, not cumulative. */
  readonly #perBucket = latencyBoundsSeconds.map(() => 0);
  #requests = 0;
  #failed = 0;
  #durationMs = 0;

  add(code: number, durationMs: number): void {
    this.#byCode.set(code, (this.#byCode.get(code) ?? 0) + 1);
    this.#requests += 1;
    if (code >= 500 || code === clientGone) this.#failed += 1;
    this.#durationMs += durationMs;
    const bucket = latencyBoundsSeconds.findIndex((bound) => durationMs <= bound * 1000);
    this.#perBucket[bucket] = (this.#perBucket[bucket] ?? 0) + 1;
  }

  counters(inFlight: number): HttpCounters {
    let below = 0;
    return {
      byCode: new Map(this.#byCode),
      requests: this.#requests,
      failed: this.#failed,
      durationSeconds: this.#durationMs / 1000,
      buckets: this.#perBucket.map((count) => {
        below += count;
        return below;
      }),
      inFlight,
    };
  }
}
