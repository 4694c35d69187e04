import {
  defaultDriftTolerance,
  type LagPlace,
  type LagPosition,
  triangulateLag,
} from '../../../autoscaling/figures/lag-triangulation.ts';
import type { EpochMs } from '../../../autoscaling/units.ts';
import type { QueueSignal } from '../../../scenario/model.ts';
import { samplesOf } from '../../samples-of.ts';
import type { SessionState } from '../../state.ts';
import { explanations } from '../explanations.ts';
import { remembered } from '../remembered.ts';
import { type BrokerHistory, driftReason } from './drift-reason.ts';
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
      const reason = driftReason({ place, lag, at, drift }, sources, historyOf(state, queue), tolerance);
      return [{ place, lag, at, ...(reason === undefined ? {} : { reason }) }];
    });
    return { isScaledOn: isScaledOn(queue, state), positions, drifts };
  },
);

function signalIds(queue: QueueSignal | undefined): readonly string[] {
  return queue ? [queue.id, `${queue.id}:pending`, `${queue.id}:ackPending`] : [];
}

function historyOf(state: SessionState, { id }: QueueSignal): BrokerHistory {
  return {
    lag: samplesOf(state, id),
    pending: samplesOf(state, `${id}:pending`),
    ackPending: samplesOf(state, `${id}:ackPending`),
  };
}
