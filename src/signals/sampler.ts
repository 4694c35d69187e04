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

/** The longest pause between two questions to a source that fails. */
const backOffCapMs = 30_000;

/** How many periods (but at least ten seconds) an answer may take before the source counts as failed. */
const patiencePeriods = 5;

/**
 * Asks a signal every `everySeconds` on the cluster's clock, at once for the first time, and never before the previous question was
 * answered: turns that fall into a pending one are left out. After a failure the pause doubles up to a cap, and the first good answer
 * brings the rhythm back. Health is told when it changes. After cancelling, nothing more is told, not even a pending answer.
 */
export function startSampler(cluster: Cluster, signal: Signal, sink: SampleSink): Cancel {
  const { clock } = cluster;
  const periodMs = signal.everySeconds * 1000;
  const patienceMs = Math.max(10_000, patiencePeriods * periodMs);
  let cancelTimer: Cancel = () => {};
  let cancelPatience: Cancel = () => {};
  let cancelled = false;
  let failures = 0;
  let told: string | undefined;

  function tell(health: 'live' | { readonly reason: string }): void {
    const text = health === 'live' ? health : `failed: ${health.reason}`;
    if (text === told) return;
    told = text;
    if (health === 'live') sink.healthy(signal, clock.now());
    else sink.failed(signal, clock.now(), health.reason);
  }

  async function ask(): Promise<void> {
    const askedAt = clock.now();
    cancelPatience = clock.after(patienceMs, () => tell({ reason: `no answer for ${patienceMs / 1000} s` }));
    try {
      const readings = await signal.read(cluster);
      if (cancelled) return;
      failures = 0;
      tell('live');
      sink.sampled(signal, askedAt, readings);
    } catch (error) {
      if (cancelled) return;
      failures += 1;
      tell({ reason: error instanceof Error ? error.message : String(error) });
    } finally {
      cancelPatience();
    }
    schedule(askedAt);
  }

  function schedule(askedAt: EpochMs): void {
    // Never pause less than a healthy source would: a slow period is already as polite as the cap asks for.
    const pauseMs = failures === 0 ? periodMs : Math.max(periodMs, Math.min(backOffCapMs, periodMs * 2 ** failures));
    const missed = Math.floor((clock.now() - askedAt) / pauseMs);
    const next = plusMs(askedAt, pauseMs * (missed + 1));
    cancelTimer = clock.after(next - clock.now(), () => void ask());
  }

  void ask();
  return () => {
    cancelled = true;
    cancelTimer();
    cancelPatience();
  };
}

/** Samples all signals; the one cancel stops all of them. */
export function startSamplers(cluster: Cluster, signals: readonly Signal[], sink: SampleSink): Cancel {
  const cancels = signals.map((signal) => startSampler(cluster, signal, sink));
  return () => {
    for (const cancel of cancels) cancel();
  };
}
