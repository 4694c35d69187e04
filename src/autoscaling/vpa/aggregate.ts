import { type EpochMs, epochMs } from '../units.ts';
import { cpuBuckets, memoryBuckets } from './buckets.ts';
import {
  addSample,
  type DecayingHistogram,
  emptyHistogram,
  mergeHistograms,
  subtractSample,
} from './decaying-histogram.ts';

/** Every cpu sample weighs the same, whatever the request was. */
const cpuSampleWeight = 0.1;
const memoryPeakWeight = 1;

/** An aggregate without samples for this long is dropped. */
export const aggregateExpiryMs = 8 * 24 * 60 * 60 * 1000;

/** What is known of the usage of all containers of one name in pods of one label set. Sample times and count are those of cpu. */
export interface UsageAggregate {
  readonly cpuUsage: DecayingHistogram;
  /** One peak per container and 24 h interval. */
  readonly memoryPeaks: DecayingHistogram;
  readonly firstSampleAt: EpochMs | undefined;
  readonly lastSampleAt: EpochMs | undefined;
  readonly totalSamplesCount: number;
  readonly createdAt: EpochMs;
}

/** A memory value that a container's interval contributes or takes back, stamped with the end of the interval. */
export interface MemoryPeak {
  readonly bytes: number;
  readonly at: EpochMs;
}

/** An aggregate without samples. */
export function emptyAggregate(now: EpochMs): UsageAggregate {
  return {
    cpuUsage: emptyHistogram(cpuBuckets),
    memoryPeaks: emptyHistogram(memoryBuckets),
    firstSampleAt: undefined,
    lastSampleAt: undefined,
    totalSamplesCount: 0,
    createdAt: now,
  };
}

/** Counts one cpu sample. */
export function addCpuUsage(aggregate: UsageAggregate, millicores: number, at: EpochMs): UsageAggregate {
  return {
    ...aggregate,
    cpuUsage: addSample(aggregate.cpuUsage, millicores / 1000, cpuSampleWeight, at),
    firstSampleAt: earliest(aggregate.firstSampleAt, at),
    lastSampleAt: latest(aggregate.lastSampleAt, at),
    totalSamplesCount: aggregate.totalSamplesCount + 1,
  };
}

/** Counts a peak, in place of an earlier one of the same interval when there is one. */
export function addMemoryPeak(aggregate: UsageAggregate, peak: MemoryPeak, replaced?: MemoryPeak): UsageAggregate {
  const remaining = replaced
    ? subtractSample(aggregate.memoryPeaks, replaced.bytes, memoryPeakWeight, replaced.at)
    : aggregate.memoryPeaks;
  return { ...aggregate, memoryPeaks: addSample(remaining, peak.bytes, memoryPeakWeight, peak.at) };
}

/** Both together, as one VPA sees several label sets of its pods. */
export function mergeAggregates(a: UsageAggregate, b: UsageAggregate): UsageAggregate {
  return {
    cpuUsage: mergeHistograms(a.cpuUsage, b.cpuUsage),
    memoryPeaks: mergeHistograms(a.memoryPeaks, b.memoryPeaks),
    firstSampleAt: b.firstSampleAt === undefined ? a.firstSampleAt : earliest(a.firstSampleAt, b.firstSampleAt),
    lastSampleAt: b.lastSampleAt === undefined ? a.lastSampleAt : latest(a.lastSampleAt, b.lastSampleAt),
    totalSamplesCount: a.totalSamplesCount + b.totalSamplesCount,
    createdAt: epochMs(Math.min(a.createdAt, b.createdAt)),
  };
}

/** Whether nothing was learned for eight days. */
export function isExpired(aggregate: UsageAggregate, now: EpochMs): boolean {
  return now - (aggregate.lastSampleAt ?? aggregate.createdAt) >= aggregateExpiryMs;
}

function earliest(known: EpochMs | undefined, at: EpochMs): EpochMs {
  return known === undefined || at < known ? at : known;
}

function latest(known: EpochMs | undefined, at: EpochMs): EpochMs {
  return known === undefined || at > known ? at : known;
}
