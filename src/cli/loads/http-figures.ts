import { createHistogram } from 'node:perf_hooks';
import { grouped } from './figures-text.ts';

/** What requests came to: how many were answered and how fast, and what went wrong how often. */
export class HttpFigures {
  /** Microseconds. */
  readonly #durations = createHistogram();
  readonly #errors = new Map<string, number>();
  #answered = 0;

  /** Answers of any status, errors included. */
  get answered(): number {
    return this.#answered;
  }

  /** Milliseconds within which this share of the answers came, 0..1; 0 without answers. */
  quantileMs(share: number): number {
    return this.#answered === 0 ? 0 : this.#durations.percentile(share * 100) / 1000;
  }

  /** Errors by HTTP status or by the name of what failed. */
  get errors(): ReadonlyMap<string, number> {
    return this.#errors;
  }

  answeredWith(status: number, durationMs: number): void {
    this.#answered += 1;
    this.#durations.record(Math.max(1, Math.round(durationMs * 1000)));
    if (status >= 400) this.failed(`HTTP ${status}`);
  }

  failed(reason: string): void {
    this.#errors.set(reason, (this.#errors.get(reason) ?? 0) + 1);
  }

  /** `1,234 requests, 205/s, p50 3 ms, p95 8 ms, p99 12 ms, 3 errors (HTTP 503: 2, ECONNREFUSED: 1)` */
  text(elapsedSeconds: number): string {
    const rate = grouped(this.#answered / Math.max(0.001, elapsedSeconds));
    const quantiles = [50, 95, 99].map((percent) => `p${percent} ${millisText(this.quantileMs(percent / 100))}`);
    const latency = this.#answered === 0 ? '' : `, ${quantiles.join(', ')}`;
    return `${grouped(this.#answered)} requests, ${rate}/s${latency}${this.#errorText()}`;
  }

  #errorText(): string {
    const total = [...this.#errors.values()].reduce((sum, count) => sum + count, 0);
    if (total === 0) return '';
    const kinds = [...this.#errors]
      .sort(([, a], [, b]) => b - a)
      .map(([reason, count]) => `${reason}: ${grouped(count)}`);
    return `, ${grouped(total)} errors (${kinds.join(', ')})`;
  }
}

function millisText(value: number): string {
  return `${value < 10 ? value.toFixed(1) : grouped(value)} ms`;
}
