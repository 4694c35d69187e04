import type { TimeWindow } from '../autoscaling/figures/step-path.ts';
import { evaluate, type Figures } from '../scenario/expression.ts';
import type { Scenario } from '../scenario/model.ts';
import { actFigures, replicaPath } from '../session/act-figures.ts';
import { actCourse } from '../session/insight/figures/act.ts';
import { nodeCostWithin } from '../session/insight/figures/node-cost.ts';
import { type NearestMiss, nearestMiss } from '../session/nearest-miss.ts';
import type { PlayedAct, SessionState } from '../session/state.ts';
import { type CourseReport, courseReport } from './course-report.ts';
import { rounded, roundedUsd } from './rounded.ts';

/** What `harmony rehearse --json` prints. Times are in seconds of the cluster's clock, from the act's start. */
export interface RehearsalReport {
  readonly scenario: string;
  /** Of an embedded cluster. */
  readonly seed?: number;
  readonly profile?: string;
  /** Of a real cluster. */
  readonly context?: string;
  readonly namespace?: string;
  readonly wallMillis: number;
  readonly virtualSeconds: number;
  readonly acts: readonly ActReport[];
  readonly expectations: readonly ExpectationReport[];
  /** Whether all expectations are met. */
  readonly met: boolean;
}

/** The cluster it was played on. */
export type RehearsalPlace =
  | { readonly seed: number; readonly profile: string }
  | { readonly context: string; readonly namespace: string };

export interface ActReport extends CourseReport {
  readonly id: string;
  readonly mode: string;
  readonly seconds: number;
  readonly replicas: {
    readonly min: number | null;
    readonly peak: number | null;
    readonly final: number | null;
    readonly path: readonly (readonly [second: number, replicas: number])[];
  };
  readonly rescales: number | null;
  readonly reversals: number | null;
  readonly podsStarted: number | null;
  readonly podsTerminated: number | null;
  readonly queue: {
    readonly peak: number | null;
    readonly drainedAtSecond: number | null;
    readonly secondsOverSla: number | null;
  };
  readonly cpu: { readonly averageUtilizationPeak: number | null; readonly throttledRatioPeak: number | null };
  readonly productivity: { readonly mean: number | null };
  readonly podSeconds: number | null;
  readonly wastedPodSeconds: number | null;
  readonly nodeSeconds: number;
  /** What the nodes cost while the act was on; null where a node does not tell its price. */
  readonly costUsd: number | null;
}

export interface ExpectationReport {
  readonly act: string;
  readonly text: string;
  /** The figures it names, with their values. */
  readonly actual: string;
  readonly met: boolean;
  /** Where it is not met: when it came closest, and what was seen then. */
  readonly nearest?: NearestMiss;
}

/** What the state at the end of a talk says about each act, and whether the acts showed what they promise. */
export function rehearsalReport(
  scenario: Scenario,
  state: SessionState,
  run: RehearsalPlace & Pick<RehearsalReport, 'wallMillis'>,
): RehearsalReport {
  const acts: ActReport[] = [];
  const expectations: ExpectationReport[] = [];
  for (const played of state.acts) {
    const act = scenario.acts[played.act];
    if (!act) continue;
    const window = windowOf(played, state);
    const figures = actFigures(scenario, state, window);
    acts.push({
      id: act.id,
      mode: act.mode,
      ...figuresReport(figures, scenario, state, window),
      ...courseReport(actCourse({ scenario, state }, act.mode, window), window),
    });
    for (const { text, expression } of act.expect) {
      const seen = evaluate(expression, figures);
      const nearest = seen.met ? undefined : nearestMiss(scenario, state, window, expression);
      expectations.push({ act: act.id, text, ...seen, ...(nearest !== undefined && { nearest }) });
    }
  }
  return {
    scenario: scenario.name,
    ...run,
    virtualSeconds: rounded((state.now - state.openedAt) / 1000),
    acts,
    expectations,
    met: expectations.every(({ met }) => met),
  };
}

function windowOf(played: PlayedAct, state: SessionState): TimeWindow {
  return { from: played.startedAt, to: played.endedAt ?? state.now };
}

function figuresReport(
  figures: Figures,
  scenario: Scenario,
  state: SessionState,
  window: TimeWindow,
): Omit<ActReport, 'id' | 'mode'> {
  const figure = (path: keyof Figures) => roundedOrNull(figures[path]);
  const nodes = nodeCostWithin(state, window);
  return {
    seconds: rounded((window.to - window.from) / 1000),
    replicas: {
      min: figure('replicas.min'),
      peak: figure('replicas.peak'),
      final: figure('replicas.final'),
      path: replicaPath(scenario, state, window).map(([at, replicas]) => [rounded(at), replicas]),
    },
    rescales: figure('rescales'),
    reversals: figure('reversals'),
    podsStarted: figure('podsStarted'),
    podsTerminated: figure('podsTerminated'),
    queue: {
      peak: figure('queue.peak'),
      drainedAtSecond: figure('queue.drainedAtSecond'),
      secondsOverSla: figure('queue.secondsOverSla'),
    },
    cpu: {
      averageUtilizationPeak: figure('cpu.averageUtilizationPeak'),
      throttledRatioPeak: figure('cpu.throttledRatioPeak'),
    },
    productivity: { mean: figure('productivity.mean') },
    podSeconds: figure('podSeconds'),
    wastedPodSeconds: figure('wastedPodSeconds'),
    nodeSeconds: rounded(nodes.nodeSeconds),
    costUsd: nodes.costUsd === null ? null : roundedUsd(nodes.costUsd),
  };
}

function roundedOrNull(value: number | null): number | null {
  return value === null ? null : rounded(value);
}
