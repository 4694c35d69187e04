/**
 * One stretch of CPU work under CFS bandwidth control (kernel/sched/fair.c): a cgroup may use `quotaMs` of CPU in each period; its
 * threads share that, so four of them use a 50 ms quota up in 12.5 ms and then all wait for the next period. Everything is computed
 * in closed form, period boundaries included; nothing ticks. Times are milliseconds on the cgroup's own clock, whose periods start at 0.
 */
export interface CfsBurst {
  readonly startMs: number;
  readonly cpuMs: number;
  readonly threads: number;
  /** Infinity: no limit. */
  readonly quotaMs: number;
  /** What is left of the quota in the period the burst starts in. */
  readonly firstBudgetMs: number;
}

export interface CfsUsage {
  readonly cpuMs: number;
  /** Periods in which the burst was runnable, the one it started in included. */
  readonly periods: number;
  readonly throttledPeriods: number;
  /** Wall time spent throttled. */
  readonly throttledMs: number;
}

/** The kernel's default period. */
export const cfsPeriodMs = 100;

/** Rounding of doubles must not start another period. */
const epsilonMs = 1e-6;

/** When the burst has used all its CPU. */
export function burstEndMs(burst: CfsBurst): number {
  const { first, full } = shape(burst);
  if (burst.cpuMs <= first.capacityMs + epsilonMs) return burst.startMs + burst.cpuMs / burst.threads;
  const afterFirst = burst.cpuMs - first.capacityMs;
  const fullPeriods = Math.max(0, Math.ceil(afterFirst / full.capacityMs - epsilonMs) - 1);
  const rest = afterFirst - fullPeriods * full.capacityMs;
  return burst.startMs + first.lengthMs + fullPeriods * cfsPeriodMs + rest / burst.threads;
}

/** What the burst has used and suffered until `atMs`. */
export function burstUsage(burst: CfsBurst, atMs: number): CfsUsage {
  const elapsedMs = Math.min(atMs, burstEndMs(burst)) - burst.startMs;
  if (elapsedMs < 0) return { cpuMs: 0, periods: 0, throttledPeriods: 0, throttledMs: 0 };
  const { first, full } = shape(burst);
  if (elapsedMs <= first.lengthMs) {
    const throttledMs = Math.max(0, elapsedMs - first.runMs);
    const throttledPeriods = throttledMs > epsilonMs ? 1 : 0;
    return { cpuMs: Math.min(elapsedMs, first.runMs) * burst.threads, periods: 1, throttledPeriods, throttledMs };
  }
  const sinceFirstMs = elapsedMs - first.lengthMs;
  const fullPeriods = Math.max(0, Math.ceil(sinceFirstMs / cfsPeriodMs - epsilonMs) - 1);
  const inPeriodMs = sinceFirstMs - fullPeriods * cfsPeriodMs;
  const lastThrottledMs = Math.max(0, inPeriodMs - full.runMs);
  const firstThrottledMs = first.lengthMs - first.runMs;
  const fullThrottledMs = cfsPeriodMs - full.runMs;
  return {
    cpuMs: first.capacityMs + fullPeriods * full.capacityMs + Math.min(inPeriodMs, full.runMs) * burst.threads,
    periods: 2 + fullPeriods,
    throttledPeriods:
      (firstThrottledMs > epsilonMs ? 1 : 0) +
      (fullThrottledMs > epsilonMs ? fullPeriods : 0) +
      (lastThrottledMs > epsilonMs ? 1 : 0),
    throttledMs: firstThrottledMs + fullPeriods * fullThrottledMs + lastThrottledMs,
  };
}

interface PeriodShape {
  readonly lengthMs: number;
  /** Wall time the threads run before the quota is used up. */
  readonly runMs: number;
  readonly capacityMs: number;
}

function shape(burst: CfsBurst): { readonly first: PeriodShape; readonly full: PeriodShape } {
  const firstLengthMs = cfsPeriodMs - (burst.startMs % cfsPeriodMs);
  return {
    first: periodShape(firstLengthMs, burst.firstBudgetMs, burst.threads),
    full: periodShape(cfsPeriodMs, burst.quotaMs, burst.threads),
  };
}

function periodShape(lengthMs: number, budgetMs: number, threads: number): PeriodShape {
  const runMs = Math.min(lengthMs, budgetMs / threads);
  return { lengthMs, runMs, capacityMs: runMs * threads };
}
