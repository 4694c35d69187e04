import type { EpochMs } from '../../autoscaling/units.ts';
import { burstEndMs, burstUsage, type CfsBurst, type CfsUsage, cfsPeriodMs } from './cfs-burst.ts';

/** Cumulative CPU figures of one container. */
export interface CpuFigures {
  readonly cpuSeconds: number;
  readonly periods: number;
  readonly throttledPeriods: number;
  readonly throttledSeconds: number;
}

const nothing: CfsUsage = { cpuMs: 0, periods: 0, throttledPeriods: 0, throttledMs: 0 };

/**
 * CPU of one container: bursts, one at a time, against the container's limit, and a steady trickle of housekeeping beside them. The
 * trickle is far below any quota and too sparse to fill periods, so that only bursts count as runnable periods.
 */
export class CpuAccount {
  readonly #startedAt: EpochMs;
  readonly #quotaMs: number;
  readonly #idleMillicores: number;
  #past: CfsUsage = nothing;
  #burst: CfsBurst | undefined;
  /** The period (by number) that the last burst ended in, and what it used there. */
  #lastPeriod = { number: -1, usedMs: 0 };
  #stoppedAt: EpochMs | undefined;

  /** `limitCores` undefined: no CPU limit, hence never throttled. */
  constructor(startedAt: EpochMs, limitCores: number | undefined, idleMillicores: number) {
    this.#startedAt = startedAt;
    this.#quotaMs = limitCores === undefined ? Number.POSITIVE_INFINITY : limitCores * cfsPeriodMs;
    this.#idleMillicores = idleMillicores;
  }

  /** Starts a burst of `cpuMs` on `threads` threads and returns how long it takes, in milliseconds of wall time. */
  run(now: EpochMs, cpuMs: number, threads: number): number {
    this.#settle(now);
    const startMs = now - this.#startedAt;
    const samePeriod = Math.floor(startMs / cfsPeriodMs) === this.#lastPeriod.number;
    const firstBudgetMs = Math.max(0, this.#quotaMs - (samePeriod ? this.#lastPeriod.usedMs : 0));
    this.#burst = { startMs, cpuMs, threads, quotaMs: this.#quotaMs, firstBudgetMs };
    return burstEndMs(this.#burst) - startMs;
  }

  /** Abandons what is left of the current burst. */
  abandon(now: EpochMs): void {
    this.#settle(now);
  }

  /** The program has ended: figures stay as they are. */
  stop(now: EpochMs): void {
    this.#settle(now);
    this.#stoppedAt ??= now;
  }

  figures(now: EpochMs): CpuFigures {
    const until = this.#stoppedAt ?? now;
    const elapsedMs = until - this.#startedAt;
    const current = this.#burst ? this.#added(burstUsage(this.#burst, elapsedMs), this.#burst) : nothing;
    const total = sum(this.#past, current);
    return {
      cpuSeconds: (total.cpuMs + (elapsedMs * this.#idleMillicores) / 1000) / 1000,
      periods: total.periods,
      throttledPeriods: total.throttledPeriods,
      throttledSeconds: total.throttledMs / 1000,
    };
  }

  #settle(now: EpochMs): void {
    const burst = this.#burst;
    if (!burst) return;
    const endMs = Math.min(burstEndMs(burst), now - this.#startedAt);
    const usage = burstUsage(burst, endMs);
    this.#past = sum(this.#past, this.#added(usage, burst));
    const periodStartMs = Math.floor(endMs / cfsPeriodMs) * cfsPeriodMs;
    const before = burstUsage(burst, periodStartMs).cpuMs;
    const earlierBursts = periodStartMs <= burst.startMs ? this.#usedBefore(burst) : 0;
    this.#lastPeriod = { number: periodStartMs / cfsPeriodMs, usedMs: usage.cpuMs - before + earlierBursts };
    this.#burst = undefined;
  }

  #usedBefore(burst: CfsBurst): number {
    return Number.isFinite(burst.quotaMs) ? burst.quotaMs - burst.firstBudgetMs : 0;
  }

  /** A period that an earlier burst was runnable in counts once. */
  #added(usage: CfsUsage, burst: CfsBurst): CfsUsage {
    const counted = Math.floor(burst.startMs / cfsPeriodMs) === this.#lastPeriod.number;
    return counted && usage.periods > 0 ? { ...usage, periods: usage.periods - 1 } : usage;
  }
}

function sum(a: CfsUsage, b: CfsUsage): CfsUsage {
  return {
    cpuMs: a.cpuMs + b.cpuMs,
    periods: a.periods + b.periods,
    throttledPeriods: a.throttledPeriods + b.throttledPeriods,
    throttledMs: a.throttledMs + b.throttledMs,
  };
}
