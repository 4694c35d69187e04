import {
  type DriftTolerance,
  type LagPlace,
  type LagSources,
  triangulateLag,
} from '../../../autoscaling/figures/lag-triangulation.ts';
import type { Sample } from '../../../autoscaling/figures/samples.ts';
import type { EpochMs } from '../../../autoscaling/units.ts';

/** What the broker had over time, in messages. */
export interface BrokerHistory {
  readonly lag: readonly Sample[];
  readonly pending: readonly Sample[];
  readonly ackPending: readonly Sample[];
}

/** A lag as a place had it at a moment. */
interface PlacedLag {
  readonly place: LagPlace;
  readonly lag: number;
  readonly at: EpochMs;
}

/**
 * Why a place was off when it read, held against what the broker had just before and just after: a reading is only old, and undefined
 * the answer, when it agrees with either or lies between them, as a queue may have had any lag between two samples. Where nothing was
 * sampled, why it is off now.
 */
export function driftReason(
  { place, lag, at, drift }: PlacedLag & { readonly drift: string },
  sources: LagSources,
  history: BrokerHistory,
  tolerance: DriftTolerance,
): string | undefined {
  const around = neighbours(history.lag, at);
  if (around.length === 0) return drift;
  const lags = around.map(({ value }) => value);
  if (lag >= Math.min(...lags) && lag <= Math.max(...lags)) return undefined;
  const reasons = around.map((sample) => {
    const then = { pending: upTo(history.pending, sample.at), ackPending: upTo(history.ackPending, sample.at) };
    return triangulateLag({ ...sources, ...then }, tolerance).find((position) => position.place === place)?.drift;
  });
  return reasons.includes(undefined) ? undefined : reasons.at(-1);
}

/** The last sample up to a moment and the first after it, gaps left out. */
function neighbours(samples: readonly Sample[], at: EpochMs): readonly Sample[] {
  const after = samples.find((sample) => sample.at > at && !Number.isNaN(sample.value));
  return [upTo(samples, at), after].filter((sample) => sample != null);
}

function upTo(samples: readonly Sample[], at: EpochMs): Sample | null {
  return samples.findLast((sample) => sample.at <= at && !Number.isNaN(sample.value)) ?? null;
}
