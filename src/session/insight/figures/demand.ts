import { type Overshoot, overshootOf } from '../../../autoscaling/figures/overshoot.ts';
import type { Sample } from '../../../autoscaling/figures/samples.ts';
import type { PathPoint, TimeWindow } from '../../../autoscaling/figures/step-path.ts';
import { type TimeOverTarget, timeOverTarget } from '../../../autoscaling/figures/time-over-target.ts';
import { samplesOf } from '../../samples-of.ts';
import { remembered } from '../remembered.ts';
import type { ScenarioRun } from './scenario-run.ts';
import { recentWindow, targetPath } from './stability.ts';

/** How the target workload's count stood to what its queue asked for. Null where the queue names no lag per replica, or told nothing. */
export interface Demand {
  readonly overshoot: Overshoot | null;
  /** Time for which every replica had more in front of it than it is meant to have. */
  readonly timeOverTarget: TimeOverTarget | null;
}

/** The floor that waste is counted from, too: a workload keeps one pod whatever its queue holds. */
const floor = 1;

/** How the count stands to the queue since the act began, or over the last ten minutes between acts. */
export const demandOf: (run: ScenarioRun) => Demand = remembered(
  ({ scenario, state }) => [
    scenario,
    state.series.get(scenario.signals.queue?.id ?? ''),
    state.replicaPaths,
    state.director.actStartedAt,
    Math.floor(state.now / 1000),
  ],
  (run) => demandWithin(run, recentWindow(run.state)),
);

/** How the count stood to the queue inside the window. */
export function demandWithin({ scenario, state }: ScenarioRun, window: TimeWindow): Demand {
  const { queue } = scenario.signals;
  if (queue?.lagThreshold === undefined) return { overshoot: null, timeOverTarget: null };
  const { lagThreshold } = queue;
  const lag = samplesOf(state, queue.id);
  const path = targetPath(state);
  const over = timeOverTarget(perReplica(lag, path), lagThreshold, window);
  return {
    overshoot: overshootOf(path, { lag, lagThreshold, floor }, window),
    timeOverTarget: over.measuredSeconds === 0 ? null : over,
  };
}

/** The lag shared out over the replicas of each moment, as KEDA's HPA does it; without replicas it is all in front of the first one. */
function perReplica(lag: readonly Sample[], path: readonly PathPoint[]): readonly Sample[] {
  let next = 0;
  let replicas = 1;
  return lag.map(({ at, value }) => {
    for (let point = path[next]; point && point.at <= at; point = path[next]) {
      replicas = Math.max(1, point.count);
      next += 1;
    }
    return { at, value: value / replicas };
  });
}
