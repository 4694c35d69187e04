import { Durations } from '../durations.ts';
import type { Exchange, NoAnswer } from '../exchange.ts';

/** Size of an answer and of a request with their headers, as a small JSON service has them. */
const bytesPerAnswer = 420;
const bytesPerRequest = 110;

/** What a load generator has measured so far. */
export class LoadFigures {
  /** Of every request, failed ones included. */
  readonly durations = new Durations();
  /** Of those answered with 2xx or 3xx. */
  readonly expected = new Durations();
  /** Of those answered with any status. */
  readonly answered = new Durations();
  readonly iterationDurations = new Durations();
  readonly byStatus = new Map<number, number>();
  readonly byError = new Map<NoAnswer, number>();
  readonly checks = new Map<string, { passed: number; failed: number }>();
  /** The request that ended last. */
  last: Exchange | undefined;
  failed = 0;
  interrupted = 0;
  dropped = 0;
  bytesReceived = 0;
  bytesSent = 0;

  get requests(): number {
    return this.durations.count;
  }

  get iterations(): number {
    return this.iterationDurations.count;
  }

  request(exchange: Exchange): void {
    const { sentMs, endMs, status, error } = exchange;
    this.last = exchange;
    const durationMs = error === 'refused' || error === 'unknown-host' ? 0 : endMs - sentMs;
    this.durations.add(durationMs);
    this.byStatus.set(status, (this.byStatus.get(status) ?? 0) + 1);
    if (error) this.byError.set(error, (this.byError.get(error) ?? 0) + 1);
    else {
      this.bytesReceived += bytesPerAnswer;
      this.answered.add(durationMs);
    }
    if (durationMs > 0) this.bytesSent += bytesPerRequest;
    if (status >= 200 && status < 400) this.expected.add(durationMs);
    else this.failed += 1;
  }

  check(name: string, passed: boolean): void {
    const counts = this.checks.get(name) ?? { passed: 0, failed: 0 };
    if (passed) counts.passed += 1;
    else counts.failed += 1;
    this.checks.set(name, counts);
  }
}
