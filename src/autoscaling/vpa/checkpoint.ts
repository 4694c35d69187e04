import type { EpochMs } from '../units.ts';
import { formatTime, parseTime } from '../units.ts';
import { emptyAggregate, type UsageAggregate } from './aggregate.ts';
import { type BucketScheme, cpuBuckets, memoryBuckets } from './buckets.ts';
import { type DecayingHistogram, emptyHistogram } from './decaying-histogram.ts';
import type { HistogramCheckpoint, VerticalPodAutoscalerCheckpointStatus } from './objects.ts';

/** The form of checkpoints that current recommenders write and read. */
export const checkpointVersion = 'v3';

const heaviestBucketWeight = 10_000;

/** A checkpoint that cannot be loaded: of another version, or with buckets that do not exist. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';
}

/** An aggregate as a checkpoint object's status. Weights are rounded, so a reloaded aggregate is close to it, not equal. */
export function toCheckpoint(aggregate: UsageAggregate, now: EpochMs): VerticalPodAutoscalerCheckpointStatus {
  return {
    lastUpdateTime: formatTime(now),
    version: checkpointVersion,
    cpuHistogram: histogramToCheckpoint(aggregate.cpuUsage),
    memoryHistogram: histogramToCheckpoint(aggregate.memoryPeaks),
    firstSampleStart: timeOrNull(aggregate.firstSampleAt),
    lastSampleStart: timeOrNull(aggregate.lastSampleAt),
    totalSamplesCount: aggregate.totalSamplesCount,
  };
}

/** The aggregate a checkpoint stands for. Throws {@link CheckpointError}. */
export function fromCheckpoint(checkpoint: VerticalPodAutoscalerCheckpointStatus, now: EpochMs): UsageAggregate {
  if (checkpoint.version !== checkpointVersion) {
    throw new CheckpointError(`unsupported checkpoint version ${checkpoint.version}`);
  }
  return {
    ...emptyAggregate(now),
    cpuUsage: histogramFromCheckpoint(checkpoint.cpuHistogram, cpuBuckets),
    memoryPeaks: histogramFromCheckpoint(checkpoint.memoryHistogram, memoryBuckets),
    firstSampleAt: parseTime(checkpoint.firstSampleStart),
    lastSampleAt: parseTime(checkpoint.lastSampleStart),
    totalSamplesCount: checkpoint.totalSamplesCount,
  };
}

function histogramToCheckpoint(histogram: DecayingHistogram): HistogramCheckpoint {
  const heaviest = Math.max(...histogram.weights);
  const ratio = heaviest > 0 ? heaviestBucketWeight / heaviest : 0;
  const scaled = histogram.weights.map((weight, bucket) => [String(bucket), Math.floor(weight * ratio + 0.5)] as const);
  return {
    referenceTimestamp: timeOrNull(histogram.referenceAt),
    bucketWeights: Object.fromEntries(scaled.filter(([, weight]) => weight > 0)),
    totalWeight: histogram.totalWeight,
  };
}

function histogramFromCheckpoint(checkpoint: HistogramCheckpoint, scheme: BucketScheme): DecayingHistogram {
  const { totalWeight } = checkpoint;
  if (totalWeight < 0) throw new CheckpointError(`cannot load a checkpoint with negative weight ${totalWeight}`);
  const entries = Object.entries(checkpoint.bucketWeights).map(([bucket, weight]) => [Number(bucket), weight] as const);
  const outside = entries.find(([bucket]) => !Number.isInteger(bucket) || bucket < 0 || bucket >= scheme.count);
  if (outside) throw new CheckpointError(`checkpoint has bucket ${outside[0]}, histogram has 0 to ${scheme.count - 1}`);
  const sum = entries.reduce((total, [, weight]) => total + weight, 0);
  const empty = emptyHistogram(scheme);
  if (sum === 0) return empty;
  const weights = [...empty.weights];
  for (const [bucket, weight] of entries) weights[bucket] = (weight * totalWeight) / sum;
  return { scheme, referenceAt: parseTime(checkpoint.referenceTimestamp), weights, totalWeight };
}

function timeOrNull(at: EpochMs | undefined): string | null {
  return at === undefined ? null : formatTime(at);
}
