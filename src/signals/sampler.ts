import { type EpochMs, plusMs } from '../autoscaling/units.ts';
import type { Cancel } from '../cluster/clock.ts';
import type { Cluster } from '../cluster/port.ts';
import type { Reading, Signal } from './signal.ts';

/** Where samples go. `at` is when the question was put, on the cluster's clock. */
export interface SampleSink {
  sampled(signal: Signal, at: EpochMs, readings: readonly Reading[]): void;
  healthy(signal: Signal, at: EpochMs): void;
  failed(signal: Signal, at: EpochMs, reason: string): void;
}

/** The longest pause between two questions to a source that fails: when it is back, that is seen within five seconds. */
const backOffCapMs = 4000;

/** A source that takes longer to answer counts as failed until it does. */
const patienceMs = 3000;

/** After that nobody waits for the answer any more: what carries it may have broken without a word. */
const abandonedAfterMs = 10_000;

/**
 * Asks a signal every `everySeconds` on the cluster's clock, at once for the first time, and not before the previous question was answered or
 * given up: turns that fall into a pending one are left out. After a failure the pause doubles up to a cap, and the first good answer brings
 * the rhythm back. Health is told when it changes. After cancelling, nothing more is told, not even a pending answer.
 */
export function startSampler(cluster: Cluster, signal: Signal, sink: SampleSink): Cancel {
  const sampler = new Sampler(cluster, signal, sink);
  sampler.ask();
  return () => sampler.cancel();
}

class Sampler {
  readonly #cluster: Cluster;
  readonly #signal: Signal;
  readonly #sink: SampleSink;
  /** What waits on the clock: the next question, or what becomes of a pending one. */
  readonly #timers = new Set<Cancel>();
  /** Counts questions, so that an answer to one that was given up is known. */
  #question = 0;
  #failures = 0;
  #told: string | undefined;
  #isCancelled = false;

  constructor(cluster: Cluster, signal: Signal, sink: SampleSink) {
    this.#cluster = cluster;
    this.#signal = signal;
    this.#sink = sink;
  }

  ask(): void {
    const askedAt = this.#cluster.clock.now();
    this.#question += 1;
    const question = this.#question;
    this.#clearTimers();
    this.#after(patienceMs, () => this.#tell(noAnswerFor(patienceMs)));
    this.#after(abandonedAfterMs, () => this.#settle(question, askedAt, { reason: noAnswerFor(abandonedAfterMs) }));
    this.#signal.read(this.#cluster).then(
      (readings) => this.#settle(question, askedAt, { readings }),
      (error: unknown) =>
        this.#settle(question, askedAt, { reason: error instanceof Error ? error.message : String(error) }),
    );
  }

  cancel(): void {
    this.#isCancelled = true;
    this.#clearTimers();
  }

  #settle(
    question: number,
    askedAt: EpochMs,
    outcome: { readonly readings: readonly Reading[] } | { readonly reason: string },
  ): void {
    if (this.#isCancelled || question !== this.#question) return;
    this.#question += 1;
    this.#clearTimers();
    if ('readings' in outcome) {
      this.#failures = 0;
      this.#tell(undefined);
      this.#sink.sampled(this.#signal, askedAt, outcome.readings);
    } else {
      this.#failures += 1;
      this.#tell(outcome.reason);
    }
    this.#schedule(askedAt);
  }

  /** Undefined: it is well. */
  #tell(reason: string | undefined): void {
    const text = reason === undefined ? 'live' : `failed: ${reason}`;
    if (text === this.#told) return;
    this.#told = text;
    const now = this.#cluster.clock.now();
    if (reason === undefined) this.#sink.healthy(this.#signal, now);
    else this.#sink.failed(this.#signal, now, reason);
  }

  #schedule(askedAt: EpochMs): void {
    const { clock } = this.#cluster;
    const periodMs = this.#signal.everySeconds * 1000;
    // Never pause less than a healthy source would: a slow period is already as polite as the cap asks for.
    const backOffMs = Math.min(backOffCapMs, periodMs * 2 ** this.#failures);
    const pauseMs = this.#failures === 0 ? periodMs : Math.max(periodMs, backOffMs);
    const missed = Math.floor((clock.now() - askedAt) / pauseMs);
    const next = plusMs(askedAt, pauseMs * (missed + 1));
    this.#after(next - clock.now(), () => this.ask());
  }

  #after(delayMs: number, callback: () => void): void {
    this.#timers.add(this.#cluster.clock.after(delayMs, callback));
  }

  #clearTimers(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
  }
}

function noAnswerFor(durationMs: number): string {
  return `no answer for ${durationMs / 1000} s`;
}

/** Samples all signals; the one cancel stops all of them. */
export function startSamplers(cluster: Cluster, signals: readonly Signal[], sink: SampleSink): Cancel {
  const cancels = signals.map((signal) => startSampler(cluster, signal, sink));
  return () => {
    for (const cancel of cancels) cancel();
  };
}
