import { type EpochMs, plusMs } from '../units.ts';
import type { Sample } from './samples.ts';
import { countAt, type PathPoint } from './step-path.ts';

/** What happens between a load and its relief, in the order it is meant to happen. */
export type RungId = 'load' | 'lag' | 'metric' | 'decision' | 'written' | 'scheduled' | 'ready' | 'falling';

/** One thing that has to happen before a load is relieved. */
export interface Rung {
  readonly id: RungId;
  readonly title: string;
  /** Null: it has not been seen (yet). */
  readonly at: EpochMs | null;
  /** Milliseconds since the load started; null where `at` is. */
  readonly sinceLoadMs: number | null;
  /** Milliseconds since the latest rung before it that was seen; below zero where two sources tell in another order than it happened. */
  readonly sincePreviousMs: number | null;
}

/** How far one pod got. A pod that is ending or gone keeps its moments, which its conditions no longer tell. Null: it has not got there. */
export interface PodStart {
  readonly createdAt: EpochMs;
  readonly scheduledAt: EpochMs | null;
  /** When it was ready for the first time. */
  readonly readyAt: EpochMs | null;
}

/** What the ladder is read from: what was seen of one load, up to `until`. Samples and paths are oldest first. */
export interface LadderSources {
  readonly loadStartedAt: EpochMs;
  /** The next load, or now. */
  readonly until: EpochMs;
  /** The queue's lag as the broker tells it, in messages. */
  readonly lag: readonly Sample[];
  /** The metric as the metrics API tells it. */
  readonly metric: readonly Sample[];
  /** The metric counts as seen once it is above this; in the metric's own unit. */
  readonly metricTarget: number;
  /** What the HPA decided (status.desiredReplicas, or an explained decision), in replicas. */
  readonly decisions: readonly PathPoint[];
  /** spec.replicas of the workload. */
  readonly replicas: readonly PathPoint[];
  /** Of the workload's pods, also of those that are gone; those created since the load are looked at. */
  readonly starts: readonly PodStart[];
}

/**
 * The ladder of one load: eight rungs, always all of them, each with its moment or null. A load takes its time to arrive, and what an
 * autoscaler does before that is about older work, so that the rungs above the lag wait for it.
 */
export function latencyLadder(sources: LadderSources): readonly Rung[] {
  const { loadStartedAt, metric, metricTarget, decisions, replicas } = sources;
  const lag = within(sources, sources.lag, loadStartedAt);
  const level = valueBefore(sources.lag, loadStartedAt);
  const lagAt = firstAbove(lag, level);
  const since = attributableSince(sources, lagAt);
  const count = countAt(replicas, since);
  const firstMore = (path: readonly PathPoint[]) =>
    count === undefined ? null : firstAbove(within(sources, asSamples(path), since), count);
  const moments: Readonly<Record<RungId, EpochMs | null>> = {
    load: loadStartedAt,
    lag: lagAt,
    metric: firstAbove(within(sources, metric, since), metricTarget),
    decision: firstMore(decisions),
    written: firstMore(replicas),
    scheduled: firstStart(sources, 'scheduledAt', since),
    ready: firstStart(sources, 'readyAt', since),
    falling: afterPeak(lag, level),
  };
  let previous: EpochMs | null = null;
  return rungs.map(({ id, title }) => {
    const at = moments[id];
    const rung: Rung = {
      id,
      title,
      at,
      sinceLoadMs: at === null ? null : at - loadStartedAt,
      sincePreviousMs: at === null || previous === null ? null : at - previous,
    };
    previous = at ?? previous;
    return rung;
  });
}

const rungs: readonly { readonly id: RungId; readonly title: string }[] = [
  { id: 'load', title: 'load started' },
  { id: 'lag', title: 'lag seen' },
  { id: 'metric', title: 'metrics API above target' },
  { id: 'decision', title: 'HPA wants more' },
  { id: 'written', title: 'replicas written' },
  { id: 'scheduled', title: 'first new pod scheduled' },
  { id: 'ready', title: 'first new pod ready' },
  { id: 'falling', title: 'lag falling' },
];

/** From when on what happens may be of the load's making: since the last measurement that shows none of its lag. */
function attributableSince({ loadStartedAt, until, lag }: LadderSources, lagAt: EpochMs | null): EpochMs {
  if (lag.length === 0) return loadStartedAt;
  if (lagAt === null) return plusMs(until, 1);
  const before = lag.findLast(({ at, value }) => at >= loadStartedAt && at < lagAt && !Number.isNaN(value));
  return before?.at ?? loadStartedAt;
}

function within({ until }: LadderSources, samples: readonly Sample[], since: EpochMs): readonly Sample[] {
  return samples.filter(({ at, value }) => at >= since && at <= until && !Number.isNaN(value));
}

function asSamples(path: readonly PathPoint[]): readonly Sample[] {
  return path.map(({ at, count }) => ({ at, value: count }));
}

/** What was there before the load, which is not of its making. */
function valueBefore(samples: readonly Sample[], moment: EpochMs): number {
  return samples.findLast(({ at, value }) => at < moment && !Number.isNaN(value))?.value ?? 0;
}

function firstAbove(samples: readonly Sample[], limit: number): EpochMs | null {
  return samples.find(({ value }) => value > limit)?.at ?? null;
}

/** The first measurement after the highest one, if that was above `level`: a queue that goes up and down a little has not begun to fall. */
function afterPeak(samples: readonly Sample[], level: number): EpochMs | null {
  const highest = samples.reduce((most, { value }) => Math.max(most, value), level);
  if (highest <= level) return null;
  const peak = samples.findLastIndex(({ value }) => value === highest);
  return samples[peak + 1]?.at ?? null;
}

/** When the first pod that was created since then got to a stage. */
function firstStart(
  { until, starts }: LadderSources,
  stage: 'scheduledAt' | 'readyAt',
  since: EpochMs,
): EpochMs | null {
  let first: EpochMs | null = null;
  for (const { createdAt, [stage]: at } of starts) {
    if (at === null || createdAt < since || at > until) continue;
    if (first === null || at < first) first = at;
  }
  return first;
}
