import type { ActReport, ExpectationReport, RehearsalReport } from '../report/rehearsal-report.ts';
import { sparkline } from '../ui/charts/sparkline.ts';
import { courseRows } from './course-text.ts';

const curveWidth = 60;

/** The report for people: a table per act with what it promised and whether that was seen. Ends with a line break. */
export function rehearsalText(report: RehearsalReport): string {
  const { scenario, seed, profile, context, namespace, virtualSeconds, wallMillis, acts, expectations } = report;
  const speed = Math.round(virtualSeconds / (Math.max(1, wallMillis) / 1000));
  const place =
    context === undefined ? `seed ${seed}  profile ${profile}` : `context ${context}  namespace ${namespace}`;
  const head = `${scenario}  ${place}  ${clock(virtualSeconds)} in ${(wallMillis / 1000).toFixed(1)} s (${speed}x)`;
  const sections = acts.map((act) =>
    actText(
      act,
      expectations.filter((expectation) => expectation.act === act.id),
    ),
  );
  return `${[head, ...sections, verdict(expectations)].join('\n\n')}\n`;
}

function actText(act: ActReport, expectations: readonly ExpectationReport[]): string {
  const { replicas, queue, cpu } = act;
  const rows: readonly (readonly [string, string])[] = [
    ['replicas', `min ${number(replicas.min)}, peak ${number(replicas.peak)}, final ${number(replicas.final)}`],
    ['', replicaCurve(act)],
    ['rescales', `${number(act.rescales)}, reversals ${number(act.reversals)}`],
    ['pods', `${number(act.podsStarted)} started, ${number(act.podsTerminated)} terminated`],
    [
      'queue',
      `peak ${number(queue.peak)}, ${drained(queue.drainedAtSecond)}, ${seconds(queue.secondsOverSla)} over SLA`,
    ],
    [
      'cpu',
      `${number(cpu.averageUtilizationPeak)} % of request at most, throttled ratio ${number(cpu.throttledRatioPeak)} at most`,
    ],
    ['productivity', `${number(act.productivity.mean)} on average`],
    ['pod-seconds', `${number(act.podSeconds)}, of which ${number(act.wastedPodSeconds)} wasted`],
    ['node-seconds', number(act.nodeSeconds)],
    ...(act.costUsd === null ? [] : [['cost', `$${act.costUsd.toFixed(4)} of nodes`] as const]),
    ...courseRows(act, number),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    `ACT ${act.id}  mode ${act.mode}  ${clock(act.seconds)}`,
    ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`),
    ...expectations.flatMap(expectationLines),
  ].join('\n');
}

/** The count over the act, from its start to its end. */
function replicaCurve({ replicas: { path }, seconds: length }: ActReport): string {
  const counts = Array.from({ length: curveWidth }, (_, column) => {
    const second = (length * (column + 0.5)) / curveWidth;
    return path.findLast(([at]) => at <= second)?.[1] ?? Number.NaN;
  });
  return sparkline(counts);
}

function expectationLines({ met, text, actual, nearest }: ExpectationReport): readonly string[] {
  const line = `  ${met ? '✓ met    ' : '✕ not met'}  ${text}  (${actual})`;
  return nearest ? [line, `             nearest at ${clock(nearest.atSecond)}: ${nearest.actual}`] : [line];
}

function verdict(expectations: readonly ExpectationReport[]): string {
  const missed = expectations.filter(({ met }) => !met).length;
  if (expectations.length === 0) return 'The scenario expects nothing of its acts.';
  return missed === 0
    ? `All ${expectations.length} expectations met.`
    : `${missed} of ${expectations.length} expectations not met.`;
}

function drained(second: number | null): string {
  return second === null ? 'not drained' : `drained at ${seconds(second)}`;
}

function seconds(value: number | null): string {
  return value === null ? 'none' : `${number(value)} s`;
}

/** Up to a thousandth below ten, tenths below a thousand, whole above: no figure needs more digits than that to be compared. */
function number(value: number | null): string {
  if (value === null) return 'none';
  const size = Math.abs(value);
  return String(Number(value.toFixed(size < 10 ? 3 : size < 1000 ? 1 : 0)));
}

function clock(totalSeconds: number): string {
  const whole = Math.round(totalSeconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
