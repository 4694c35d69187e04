import { holds, lastOf, meanOf } from '../autoscaling/figures/samples.ts';
import { countAt, type TimeWindow } from '../autoscaling/figures/step-path.ts';
import type { Finding } from '../autoscaling/referee/finding.ts';
import { type EpochMs, epochMs, formatTime } from '../autoscaling/units.ts';
import type { Scenario } from '../scenario/model.ts';
import { findings } from '../session/insight/findings.ts';
import { samplesOf } from '../session/samples-of.ts';
import type { SessionState } from '../session/state.ts';
import { actCurves } from './act-curves.ts';
import type { Curve } from './curve.ts';
import { type ActReport, type ExpectationReport, rehearsalReport } from './rehearsal-report.ts';
import { rounded } from './rounded.ts';

/** What `harmony report --format json` prints of each run; `docs/schema/report.json` describes it. Moments are seconds from the act's start. */
export interface RunReport {
  readonly version: 1;
  /** How the run is called: its folder's name. */
  readonly name: string;
  readonly scenario: string;
  readonly title: string;
  readonly place: string;
  /** RFC 3339. */
  readonly startedAt: string;
  readonly acts: readonly ReportedAct[];
}

export interface ReportedAct extends ActReport {
  readonly title: string;
  /** Until the highest count was set; null where the count never rose. */
  readonly timeToPeakSeconds: number | null;
  /** CPU that the workload's pods used. */
  readonly cpuSeconds: number | null;
  readonly throttledRatioMean: number | null;
  /** Messages that were acknowledged; null where the queue does not count them. */
  readonly messages: number | null;
  readonly curves: readonly Curve[];
  readonly findings: readonly SeenFinding[];
  readonly expectations: readonly ExpectationReport[];
}

/** What the referee said in an act. */
export interface SeenFinding extends Pick<Finding, 'id' | 'severity' | 'advice'> {
  /** As it was said first. */
  readonly title: string;
  readonly firstSecond: number;
  /** How long it held in all. */
  readonly seconds: number;
}

/** A run as a report needs it. */
export interface ReportedRun {
  readonly name: string;
  readonly place: string;
  readonly scenario: Scenario;
  /** The state at the end. */
  readonly state: SessionState;
  /** The state at any moment of the run; asked for in the order of time. */
  at(moment: EpochMs): SessionState;
}

/** How often the referee is asked what it said. */
const lookEverySeconds = 5;

/** Everything a run shows about each of its acts; a run without acts is one act as a whole. */
export function runReport(run: ReportedRun): RunReport {
  const { name, place, scenario, state } = run;
  const whole = wholeRun(scenario, state);
  const { acts, expectations } = rehearsalReport(whole.scenario, whole.state, {
    context: place,
    namespace: '',
    wallMillis: 0,
  });
  return {
    version: 1,
    name,
    scenario: scenario.name,
    title: scenario.title,
    place,
    startedAt: formatTime(state.openedAt),
    acts: acts.map((act, index) => {
      const window = windowOf(whole.state, index);
      return {
        ...act,
        title: whole.scenario.acts.find(({ id }) => id === act.id)?.title ?? act.id,
        timeToPeakSeconds: timeToPeak(act),
        cpuSeconds: cpuSeconds(scenario, state, window),
        throttledRatioMean: throttledMean(scenario, state, window),
        messages: acknowledged(scenario, state, window),
        curves: actCurves(scenario, state, window, act),
        findings: findingsWithin(run, window),
        expectations: expectations.filter((expectation) => expectation.act === act.id),
      };
    }),
  };
}

/** A run in which nobody played an act is told as if it were one. */
function wholeRun(
  scenario: Scenario,
  state: SessionState,
): { readonly scenario: Scenario; readonly state: SessionState } {
  if (state.acts.length > 0) return { scenario, state };
  const seconds = (state.now - state.openedAt) / 1000;
  const act = { id: 'run', title: scenario.title, fromSeconds: 0, toSeconds: seconds, notes: '', cues: [], expect: [] };
  const mode = state.modes.at(-1)?.mode ?? scenario.baseline;
  return {
    scenario: { ...scenario, acts: [{ ...act, mode }] },
    state: { ...state, acts: [{ act: 0, startedAt: state.openedAt, endedAt: state.now }] },
  };
}

function windowOf({ acts, now }: SessionState, index: number): TimeWindow {
  const played = acts[index];
  return { from: played?.startedAt ?? now, to: played?.endedAt ?? now };
}

function timeToPeak({ replicas: { path, peak } }: ActReport): number | null {
  const [first] = path;
  if (first === undefined || peak === null || peak <= first[1]) return null;
  return path.find(([, count]) => count === peak)?.[0] ?? null;
}

/** The average of the pods over their number, through time. */
function cpuSeconds(scenario: Scenario, state: SessionState, window: TimeWindow): number | null {
  const signal = scenario.signals.metrics.find((metric) => metric.kind === 'resource' && metric.resource === 'cpu');
  const stretches = signal ? holds(samplesOf(state, signal.id), window) : [];
  if (stretches.length === 0) return null;
  const used = stretches.reduce((sum, { from, to, value }) => {
    const pods = countAt(state.populations.pods, from) ?? 0;
    return Number.isFinite(value) ? sum + (value * pods * (to - from)) / 1000 : sum;
  }, 0);
  return rounded(used);
}

/** What the counter of acknowledged messages grew by. */
function acknowledged(scenario: Scenario, state: SessionState, window: TimeWindow): number | null {
  const counted = samplesOf(state, `${scenario.signals.queue?.id ?? ''}:acked`);
  const [before, after] = [
    lastOf(counted, { from: counted[0]?.at ?? window.from, to: window.from }),
    lastOf(counted, window),
  ];
  return after === null ? null : Math.max(0, after - (before ?? 0));
}

function throttledMean(scenario: Scenario, state: SessionState, window: TimeWindow): number | null {
  const { throttling } = scenario.signals;
  const mean = throttling ? meanOf(samplesOf(state, throttling.id), window) : null;
  return mean === null ? null : rounded(mean);
}

function findingsWithin(run: ReportedRun, { from, to }: TimeWindow): readonly SeenFinding[] {
  const seen = new Map<string, SeenFinding>();
  for (let at: number = from; at < to; at += lookEverySeconds * 1000) {
    for (const { id, severity, title, advice, objects } of findings(run.at(epochMs(at)))) {
      const about = [id, ...objects.map(({ kind, name }) => `${kind}/${name}`)].join(' ');
      const known = seen.get(about) ?? {
        id,
        severity,
        title,
        advice,
        firstSecond: rounded((at - from) / 1000),
        seconds: 0,
      };
      seen.set(about, { ...known, seconds: known.seconds + lookEverySeconds });
    }
  }
  return [...seen.values()];
}
