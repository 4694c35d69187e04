import { momentsWithin } from '../autoscaling/figures/churn.ts';
import { type Rescale, rescaleCount, reversalCount } from '../autoscaling/figures/reversals.ts';
import { drainedAt, lastOf, meanOf, peakOf, secondsOver } from '../autoscaling/figures/samples.ts';
import {
  countSeconds,
  extremes,
  type PathPoint,
  pathWithin,
  type TimeWindow,
} from '../autoscaling/figures/step-path.ts';
import { wastedPodSeconds } from '../autoscaling/figures/waste.ts';
import type { Figures } from '../scenario/expression.ts';
import type { Scenario } from '../scenario/model.ts';
import { cpuUtilization } from './cpu-utilization.ts';
import { nodeCostWithin } from './insight/figures/node-cost.ts';
import { samplesOf } from './samples-of.ts';
import type { ReplicaChange, SessionState } from './state.ts';

/** The series whose mean is the productivity of an act, in messages per CPU-second. */
const productivitySeries = 'productivity';

/**
 * The figures of a stretch of a run, mostly of an act, about the scenario's first workload and its queue. Moments and durations are in
 * seconds from the window's start; null where the scenario has no such signal or nothing was measured.
 */
export function actFigures(scenario: Scenario, state: SessionState, window: TimeWindow): Figures {
  const changes = workloadPath(scenario, state);
  const replicas = extremes(changes.map(toPoint), window);
  const rescales = rescalesOf(changes);
  const { queue, throttling } = scenario.signals;
  const lag = queue ? samplesOf(state, queue.id) : [];
  const drained = drainedAt(lag, window);
  const { pods, nodes } = state.populations;
  const { nodeSeconds, costUsd } = nodeCostWithin(state, window);
  return {
    'replicas.min': replicas?.min ?? null,
    'replicas.peak': replicas?.peak ?? null,
    'replicas.final': replicas?.final ?? null,
    'replicas.now': changes.at(-1)?.replicas ?? null,
    rescales: rescaleCount(rescales, window),
    reversals: reversalCount(rescales, window),
    podsStarted: momentsWithin(state.churn.births, window),
    podsTerminated: momentsWithin(state.churn.deaths, window),
    'queue.peak': peakOf(lag, window),
    'queue.now': lastOf(lag, window),
    'queue.drainedAtSecond': drained === null ? null : (drained - window.from) / 1000,
    'queue.secondsOverSla': queue?.sla === undefined ? null : secondsOver(lag, queue.sla, window),
    'cpu.averageUtilizationPeak': peakOf(cpuUtilization(scenario, state), window),
    'cpu.throttledRatioPeak': throttling ? peakOf(samplesOf(state, throttling.id), window) : null,
    'productivity.mean': meanOf(samplesOf(state, productivitySeries), window),
    podSeconds: countSeconds(pods, window),
    wastedPodSeconds:
      queue?.lagThreshold === undefined
        ? null
        : wastedPodSeconds(pods, { lag, lagThreshold: queue.lagThreshold, floor: 1 }, window),
    'loads.completed': endsWithin(state, 'complete', window),
    'loads.failed': endsWithin(state, 'failed', window),
    'nodes.peak': extremes(nodes, window)?.peak ?? null,
    'nodes.now': nodes.at(-1)?.count ?? null,
    nodeSeconds,
    costUsd,
    seconds: (window.to - window.from) / 1000,
  };
}

/** The workload's replica count through the window: [seconds from its start, replicas]. */
export function replicaPath(scenario: Scenario, state: SessionState, window: TimeWindow): readonly [number, number][] {
  return pathWithin(workloadPath(scenario, state).map(toPoint), window).map(({ at, count }) => [
    (at - window.from) / 1000,
    count,
  ]);
}

function workloadPath(scenario: Scenario, state: SessionState): readonly ReplicaChange[] {
  const [workload] = scenario.target.workloads;
  return (workload && state.replicaPaths.get(workload.name)) ?? [];
}

/** Loads that came to this end in the window. */
function endsWithin({ loadEnds }: SessionState, end: 'complete' | 'failed', window: TimeWindow): number {
  const ends = loadEnds.filter(({ state }) => state === end);
  return momentsWithin(
    ends.map(({ at }) => at),
    window,
  );
}

function toPoint({ at, replicas }: ReplicaChange): PathPoint {
  return { at, count: replicas };
}

/** Every entry after the first is a change; the HPA controller and KEDA's operator are the autoscalers that write replicas. */
function rescalesOf(changes: readonly ReplicaChange[]): readonly Rescale[] {
  return changes.slice(1).map((change, index) => ({
    at: change.at,
    from: changes[index]?.replicas ?? change.replicas,
    to: change.replicas,
    byAutoscaler: change.by === 'hpa' || change.by === 'keda',
  }));
}
