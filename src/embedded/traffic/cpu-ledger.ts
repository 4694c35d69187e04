import type { EpochMs } from '../../autoscaling/units.ts';
import { cfsPeriodMs } from '../workload/cfs-burst.ts';
import type { CpuFigures } from '../workload/cpu-account.ts';
import { MomentHeap } from './moment-heap.ts';

interface Period {
  usedMs: number;
  /** When something first ran in it. */
  firstRunMs: number;
  /** When a thread first found the quota used up; Infinity: never. */
  throttledFromMs: number;
}

/** Rounding of doubles must not start another period. */
const epsilonMs = 1e-6;

/** Work may be entered this late; older periods are only kept as sums. */
const openMs = 2000;

/**
 * CPU of one container for many small pieces of work, first come, first served on `threads` threads under a CFS quota. Each piece is
 * entered when it arrives and told at once when it ends: what comes later cannot overtake it, so nothing needs to tick. Its figures
 * are those of the same work under {@link CpuAccount}: at most the quota is used in a period, a period in which a thread had to wait
 * for the next one is throttled, from the moment the threads have used the quota up. Times are milliseconds since the epoch of the
 * cluster's clock; periods count from the start of the container.
 */
export class CpuLedger {
  readonly #startedAt: EpochMs;
  readonly #quotaMs: number;
  readonly #threads: number;
  readonly #free = new MomentHeap<number>();
  readonly #periods = new Map<number, Period>();
  #past = { usedMs: 0, periods: 0, throttledPeriods: 0, throttledMs: 0 };

  /** `limitCores` undefined: no CPU limit. */
  constructor(startedAt: EpochMs, limitCores: number | undefined, threads: number) {
    this.#startedAt = startedAt;
    this.#quotaMs = limitCores === undefined ? Number.POSITIVE_INFINITY : Math.max(1, limitCores * cfsPeriodMs);
    this.#threads = threads;
    for (let thread = 0; thread < threads; thread += 1) this.#free.push(0, thread);
  }

  /** Enters `cpuMs` of work for one thread that can begin at `atMs`; returns when it is done. */
  run(atMs: number, cpuMs: number): number {
    let nowMs = Math.max(atMs - this.#startedAt, this.#free.nextMs);
    let leftMs = cpuMs;
    while (leftMs > epsilonMs) {
      const number = Math.floor((nowMs + epsilonMs) / cfsPeriodMs);
      const period = this.#period(number, nowMs);
      const endMs = (number + 1) * cfsPeriodMs;
      const wantedMs = Math.min(leftMs, endMs - nowMs);
      const runMs = Math.max(0, Math.min(wantedMs, this.#quotaMs - period.usedMs));
      period.usedMs += runMs;
      leftMs -= runMs;
      nowMs += runMs;
      if (runMs < wantedMs - epsilonMs) {
        period.throttledFromMs = Math.min(period.throttledFromMs, nowMs);
        nowMs = endMs;
      }
    }
    const thread = this.#free.pop() ?? 0;
    this.#free.push(nowMs, thread);
    return nowMs + this.#startedAt;
  }

  figures(now: EpochMs): CpuFigures {
    const elapsedMs = now - this.#startedAt;
    this.#fold(elapsedMs - openMs);
    const total = { ...this.#past };
    for (const [number, period] of this.#periods) {
      const startMs = number * cfsPeriodMs;
      if (startMs < elapsedMs) add(total, this.#usage(startMs, period, elapsedMs));
    }
    return {
      cpuSeconds: total.usedMs / 1000,
      periods: total.periods,
      throttledPeriods: total.throttledPeriods,
      throttledSeconds: total.throttledMs / 1000,
    };
  }

  /** Forgets work that has not been done by now: its program is gone. */
  stop(now: EpochMs): void {
    const elapsedMs = now - this.#startedAt;
    for (const [number, period] of this.#periods) {
      const startMs = number * cfsPeriodMs;
      if (startMs < elapsedMs) add(this.#past, this.#usage(startMs, period, elapsedMs));
    }
    this.#periods.clear();
  }

  #period(number: number, nowMs: number): Period {
    const known = this.#periods.get(number);
    if (known) {
      known.firstRunMs = Math.min(known.firstRunMs, nowMs);
      return known;
    }
    const fresh = { usedMs: 0, firstRunMs: nowMs, throttledFromMs: Number.POSITIVE_INFINITY };
    this.#periods.set(number, fresh);
    if (this.#periods.size > 256) this.#fold(nowMs - openMs);
    return fresh;
  }

  #fold(beforeMs: number): void {
    for (const [number, period] of this.#periods) {
      const startMs = number * cfsPeriodMs;
      if (startMs + cfsPeriodMs > beforeMs) continue;
      add(this.#past, this.#usage(startMs, period, startMs + cfsPeriodMs));
      this.#periods.delete(number);
    }
  }

  /** What a period saw until `untilMs`: its threads run as soon as they can, so the CPU used by then is what fits. */
  #usage(startMs: number, period: Period, untilMs: number): Usage {
    const endMs = Math.min(startMs + cfsPeriodMs, untilMs);
    const fitsMs = Math.max(0, endMs - period.firstRunMs) * this.#threads;
    const exhaustedMs = Math.max(period.throttledFromMs, period.firstRunMs + this.#quotaMs / this.#threads);
    const throttledMs = Number.isFinite(period.throttledFromMs) ? Math.max(0, endMs - exhaustedMs) : 0;
    return {
      usedMs: Math.min(period.usedMs, fitsMs),
      periods: 1,
      throttledPeriods: throttledMs > epsilonMs ? 1 : 0,
      throttledMs,
    };
  }
}

interface Usage {
  usedMs: number;
  periods: number;
  throttledPeriods: number;
  throttledMs: number;
}

function add(total: Usage, more: Usage): void {
  total.usedMs += more.usedMs;
  total.periods += more.periods;
  total.throttledPeriods += more.throttledPeriods;
  total.throttledMs += more.throttledMs;
}
