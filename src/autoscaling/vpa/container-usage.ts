import { type EpochMs, plusMs } from '../units.ts';
import type { MemoryPeak } from './aggregate.ts';

/** A container contributes one memory peak per interval. */
export const memoryIntervalMs = 24 * 60 * 60 * 1000;

/** After an OOM kill the container is taken to need at least this much more, in bytes, */
const oomMinBumpUpBytes = 100 * 1024 * 1024;
/** or this factor more. */
const oomBumpUpRatio = 1.2;

/** What the recommender remembers of one running container, to tell new samples from old and to find its peaks. */
export interface ContainerUsage {
  readonly lastCpuSampleAt?: EpochMs;
  readonly lastMemorySampleAt?: EpochMs;
  /** End of the current interval, exclusive. */
  readonly intervalEnd?: EpochMs;
  /** Largest measured value in the interval, in bytes. */
  readonly memoryPeakBytes: number;
  /** Largest value concluded from an OOM kill in the interval, in bytes. */
  readonly oomPeakBytes: number;
}

/** A container nothing is known of yet. */
export const unseenContainer: ContainerUsage = { memoryPeakBytes: 0, oomPeakBytes: 0 };

/** A container after a memory sample, and what its aggregate has to count (and take back) for it. */
export interface MemoryObservation {
  readonly container: ContainerUsage;
  readonly peak?: MemoryPeak;
  readonly replaced?: MemoryPeak;
}

/** Accepts a cpu sample strictly newer than the last one; undefined: a repetition, to be dropped. */
export function acceptCpuSample(container: ContainerUsage, at: EpochMs): ContainerUsage | undefined {
  if (container.lastCpuSampleAt !== undefined && at <= container.lastCpuSampleAt) return undefined;
  return { ...container, lastCpuSampleAt: at };
}

/** Takes a measured working set. Samples older than the last one are dropped. */
export function observeMemory(container: ContainerUsage, bytes: number, at: EpochMs): MemoryObservation {
  const { lastMemorySampleAt } = container;
  if (lastMemorySampleAt !== undefined && at < lastMemorySampleAt) return { container };
  return observePeak(container, bytes, at, 'memoryPeakBytes');
}

/**
 * Takes an OOM kill (or an eviction for memory) as a sample larger than what the container had. The last conclusion of this
 * kind is not built upon, or repeated kills would run away. Kills a day older than the last sample are dropped.
 */
export function observeOom(container: ContainerUsage, requestBytes: number, at: EpochMs): MemoryObservation {
  const { lastMemorySampleAt } = container;
  if (lastMemorySampleAt !== undefined && at < lastMemorySampleAt - memoryIntervalMs) return { container };
  const usedBytes = Math.max(requestBytes, container.memoryPeakBytes);
  const neededBytes = Math.max(usedBytes + oomMinBumpUpBytes, Math.trunc(usedBytes * oomBumpUpRatio));
  return observePeak(container, neededBytes, at, 'oomPeakBytes');
}

function observePeak(
  container: ContainerUsage,
  bytes: number,
  at: EpochMs,
  kind: 'memoryPeakBytes' | 'oomPeakBytes',
): MemoryObservation {
  const seen = { ...container, lastMemorySampleAt: at };
  const intervalEnd = container.intervalEnd ?? at;
  if (at >= intervalEnd) {
    const passed = Math.trunc((at - intervalEnd) / memoryIntervalMs) * memoryIntervalMs;
    const nextEnd = plusMs(intervalEnd, passed + memoryIntervalMs);
    const fresh = { ...seen, intervalEnd: nextEnd, memoryPeakBytes: 0, oomPeakBytes: 0, [kind]: bytes };
    return { container: fresh, peak: { bytes, at: nextEnd } };
  }
  const known = Math.max(container.memoryPeakBytes, container.oomPeakBytes);
  if (known === 0 || bytes <= known) return { container: seen };
  return {
    container: { ...seen, [kind]: bytes },
    peak: { bytes, at: intervalEnd },
    replaced: { bytes: known, at: intervalEnd },
  };
}
