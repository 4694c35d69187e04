import {
  defaultDriftTolerance,
  type LagPlace,
  type LagPosition,
  type LagSources,
  triangulateLag,
} from '../../../autoscaling/figures/lag-triangulation.ts';
import type { Sample } from '../../../autoscaling/figures/samples.ts';
import { type EpochMs, epochMs } from '../../../autoscaling/units.ts';
import type { QueueSignal } from '../../../scenario/model.ts';
import { samplesOf } from '../../samples-of.ts';
import type { SessionState } from '../../state.ts';
import { explanations } from '../explanations.ts';
import { remembered } from '../remembered.ts';
import { isScaledOn, lagReadings } from './lag-readings.ts';
import type { ScenarioRun } from './scenario-run.ts';

/** The queue's lag at every place on its way from the broker to the HPA. */
export interface LagPlaces {
  /** Whether an autoscaler of the workload reads this queue now. */
  readonly isScaledOn: boolean;
  /** The broker first. */
  readonly positions: readonly LagPosition[];
  /** The places that are too far off the broker. */
  readonly drifts: readonly LagDrift[];
}

/** A place whose lag is not what the broker has now. */
export interface LagDrift {
  readonly place: LagPlace;
  /** Messages, as the place has them. */
  readonly lag: number;
  readonly at: EpochMs;
  /** Why it is off, even from what the broker had at that moment; absent where it is only as old as it is. */
  readonly reason?: string;
}

/** Where the lag is known and how the places differ; undefined for a scenario without a queue. */
export const lagPlacesOf: (run: ScenarioRun) => LagPlaces | undefined = remembered(
  ({ scenario, state }) => [
    scenario,
    ...signalIds(scenario.signals.queue).map((id) => state.series.get(id)),
    ...scenario.signals.metrics.map(({ kind, id }) => (kind === 'external' ? state.series.get(id) : undefined)),
    state.hpas,
    state.decisions,
    explanations(state),
  ],
  ({ scenario, state }) => {
    const { queue } = scenario.signals;
    const sources = lagReadings({ scenario, state });
    if (!queue || !sources) return undefined;
    const tolerance = defaultDriftTolerance(queue.lagThreshold ?? 1);
    const positions = triangulateLag(sources, tolerance);
    const drifts = positions.flatMap(({ place, lag, at, drift }): readonly LagDrift[] => {
      if (drift === undefined || lag === null || at === null) return [];
      const reason = reasonThen({ place, lag, at, drift }, sources, state, queue);
      return [{ place, lag, at, ...(reason === undefined ? {} : { reason }) }];
    });
    return { isScaledOn: isScaledOn(queue, state), positions, drifts };
  },
);

/**
 * Why a place was off when it read, held against what the broker had around that moment; undefined where that explains it. Between two
 * samples a queue may have had any lag between theirs.
 */
function reasonThen(
  {
    place,
    lag,
    at,
    drift,
  }: Required<Pick<LagPosition, 'place' | 'drift'>> & { readonly lag: number; readonly at: EpochMs },
  sources: LagSources,
  state: SessionState,
  queue: QueueSignal,
): string | undefined {
  const around = neighbours(samplesOf(state, queue.id), at);
  const lags = around.map(({ value }) => value);
  if (around.length === 0) return drift;
  if (lag >= Math.min(...lags) && lag <= Math.max(...lags)) return undefined;
  const part = (name: string, moment: EpochMs) => valueAt(samplesOf(state, `${queue.id}:${name}`), moment);
  const reasons = around.map((sample) => {
    const then = { pending: part('pending', sample.at), ackPending: part('ackPending', sample.at) };
    return triangulateLag({ ...sources, ...then }, defaultDriftTolerance(queue.lagThreshold ?? 1)).find(
      (position) => position.place === place,
    )?.drift;
  });
  return reasons.every((reason) => reason !== undefined) ? reasons.at(-1) : undefined;
}

function signalIds(queue: QueueSignal | undefined): readonly string[] {
  return queue ? [queue.id, `${queue.id}:pending`, `${queue.id}:ackPending`] : [];
}

/** The last sample up to a moment and the first after it, gaps left out. */
function neighbours(samples: readonly Sample[], at: EpochMs): readonly Sample[] {
  const known = samples.filter(({ value }) => !Number.isNaN(value));
  const before = known.findLast((sample) => sample.at <= at);
  const after = known.find((sample) => sample.at > at);
  return [before, after].filter((sample) => sample !== undefined);
}

function valueAt(samples: readonly Sample[], at: EpochMs): LagSources['pending'] {
  const sample = samples.findLast((each) => each.at <= at && !Number.isNaN(each.value));
  return sample ? { value: sample.value, at: epochMs(sample.at) } : null;
}
