import { latencyLadder, type Rung } from '../../../autoscaling/figures/latency-ladder.ts';
import type { Sample } from '../../../autoscaling/figures/samples.ts';
import type { TimeWindow } from '../../../autoscaling/figures/step-path.ts';
import { plusMs } from '../../../autoscaling/units.ts';
import type { LoadProgress } from '../../observation.ts';
import { samplesOf } from '../../samples-of.ts';
import type { HpaPass } from '../../state.ts';
import { remembered } from '../remembered.ts';
import type { ScenarioRun } from './scenario-run.ts';
import { targetPath } from './stability.ts';

/** What happened between a load and its relief. */
export interface LoadLadder {
  /** Id of the load. */
  readonly load: string;
  readonly rungs: readonly Rung[];
}

/** The ladder of the load that was started last; undefined before the first. */
export const ladderOf: (run: ScenarioRun) => LoadLadder | undefined = remembered(
  ({ scenario, state }) => [
    scenario,
    state.loads,
    state.series.get(scenario.signals.queue?.id ?? ''),
    state.hpaPasses,
    state.replicaPaths,
    state.podStarts,
  ],
  (run) => {
    const load = lastStarted([...run.state.loads.values()]);
    return load && ladder(run, load, plusMs(run.state.now, 1));
  },
);

/** The ladder of the load that was started last inside the window, as far as it got there; undefined where none was. */
export function ladderWithin(run: ScenarioRun, window: TimeWindow): LoadLadder | undefined {
  const inside = ({ startedAt }: LoadProgress) => startedAt >= window.from && startedAt < window.to;
  const load = lastStarted([...run.state.loads.values()].filter(inside));
  return load && ladder(run, load, window.to);
}

function ladder({ scenario, state }: ScenarioRun, load: LoadProgress, until: TimeWindow['to']): LoadLadder {
  const { queue } = scenario.signals;
  const { workload } = state.target;
  const passes = (workload !== undefined && state.hpaPasses.get(workload)) || [];
  const rungs = latencyLadder({
    loadStartedAt: load.startedAt,
    until,
    lag: queue ? samplesOf(state, queue.id) : [],
    // What the metrics APIs told the HPAs, as a share of the target, since they read metrics of several units.
    metric: passes.map(toRatio),
    metricTarget: 1,
    decisions: passes.map(({ at, desired }) => ({ at, count: desired })),
    replicas: targetPath(state),
    starts: [...state.podStarts.values()],
  });
  return { load: load.id, rungs };
}

function toRatio({ at, ratio }: HpaPass): Sample {
  return { at, value: ratio ?? Number.NaN };
}

function lastStarted(loads: readonly LoadProgress[]): LoadProgress | undefined {
  return loads.reduce<LoadProgress | undefined>(
    (last, load) => (last && last.startedAt > load.startedAt ? last : load),
    undefined,
  );
}
