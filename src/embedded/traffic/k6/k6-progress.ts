import { rampDurationMs, rampPeak } from '../client/ramp.ts';
import { goDuration } from '../go-duration.ts';
import type { K6Scenario } from './k6-options.ts';

const banner = [
  '',
  '         /\\      Grafana   /‾‾/  ',
  '    /\\  /  \\     |\\  __   /  /   ',
  '   /  \\/    \\    | |/ /  /   ‾‾\\ ',
  '  /          \\   |   (  |  (‾)  |',
  ' / __________ \\  |_|\\_\\  \\_____/ ',
  '',
];

/** What k6 prints before it starts. */
export function k6Header(script: string, scenarios: readonly K6Scenario[]): readonly string[] {
  const users = scenarios.reduce((total, scenario) => total + maxUsers(scenario), 0);
  const plural = scenarios.length === 1 ? 'scenario' : 'scenarios';
  return [
    ...banner,
    '',
    '     execution: local',
    `        script: ${script}`,
    '        output: -',
    '',
    `     scenarios: (100.00%) ${scenarios.length} ${plural}, ${users} max VUs, ${goDuration(maxDurationMs(scenarios))} max duration (incl. graceful stop):`,
    ...scenarios.map((scenario) => `              * ${scenario.name}: ${described(scenario)}`),
    '',
  ];
}

interface RunState {
  readonly elapsedMs: number;
  readonly active: number;
  readonly allocated: number;
  readonly complete: number;
  readonly interrupted: number;
}

/** `running (0m10.0s), 20/20 VUs, 123 complete and 0 interrupted iterations` */
export function runningLine(scenarios: readonly K6Scenario[], state: RunState): string {
  const { elapsedMs, active, allocated, complete, interrupted } = state;
  const users = `${padded(active, allocated)}/${allocated} VUs`;
  return `running (${fixedLength(elapsedMs, maxDurationMs(scenarios))}), ${users}, ${complete} complete and ${interrupted} interrupted iterations`;
}

/** `default   [  17% ] 20 VUs  0m10.0s/1m0s`, as it looks where no terminal draws a bar. */
export function scenarioLine(
  scenario: K6Scenario,
  state: {
    readonly progress: number;
    readonly elapsedMs: number;
    readonly active: number;
    readonly failed: boolean;
    readonly done: boolean;
    readonly rate?: number;
  },
): string {
  const { shape } = scenario;
  const mark = state.done ? (state.failed ? '✗' : '✓') : ' ';
  const percent = `[ ${String(Math.floor(state.progress * 100)).padStart(3)}% ]`;
  const lengthMs = shapeDurationMs(scenario);
  const spentMs = Math.min(lengthMs, Math.max(0, state.elapsedMs - scenario.startTimeMs));
  const time =
    state.progress === 1 && !('iterations' in shape)
      ? goDuration(lengthMs)
      : `${fixedLength(spentMs, lengthMs)}/${goDuration(lengthMs)}`;
  const most = maxUsers(scenario);
  const users =
    shape.executor === 'constant-vus' || 'iterations' in shape
      ? `${most} VUs`
      : `${padded(state.active, most)}/${most} VUs`;
  const detail =
    'iterations' in shape
      ? `  ${Math.round(state.progress * shape.iterations)}/${shape.iterations} iters`
      : state.rate === undefined
        ? ''
        : `  ${state.rate.toFixed(2)} iters/s`;
  return `${scenario.name} ${mark} ${percent} ${users}  ${time}${detail}`;
}

export function maxUsers({ shape }: K6Scenario): number {
  switch (shape.executor) {
    case 'ramping-vus':
      return rampPeak(shape.startVus, shape.stages);
    case 'constant-arrival-rate':
    case 'ramping-arrival-rate':
      return shape.maxVus;
    default:
      return shape.vus;
  }
}

function shapeDurationMs({ shape }: K6Scenario): number {
  switch (shape.executor) {
    case 'constant-vus':
      return shape.durationMs;
    case 'shared-iterations':
    case 'per-vu-iterations':
      return shape.maxDurationMs;
    default:
      return rampDurationMs(shape.stages);
  }
}

function maxDurationMs(scenarios: readonly K6Scenario[]): number {
  return Math.max(...scenarios.map((each) => each.startTimeMs + shapeDurationMs(each) + each.gracefulStopMs));
}

function described(scenario: K6Scenario): string {
  const { shape } = scenario;
  const time = goDuration(shapeDurationMs(scenario));
  const exec = scenario.exec === 'default' ? '' : `exec: ${scenario.exec}, `;
  const start = scenario.startTimeMs === 0 ? '' : `startTime: ${goDuration(scenario.startTimeMs)}, `;
  const stop = `${exec}${start}gracefulStop: ${goDuration(scenario.gracefulStopMs)}`;
  switch (shape.executor) {
    case 'constant-vus':
      return `${shape.vus} looping VUs for ${time} (${stop})`;
    case 'ramping-vus':
      return `Up to ${maxUsers(scenario)} looping VUs for ${time} over ${shape.stages.length} stages (gracefulRampDown: ${goDuration(shape.gracefulRampDownMs)}, ${stop})`;
    case 'constant-arrival-rate':
      return `${shape.startRate.toFixed(2)} iterations/s for ${time} (maxVUs: ${range(shape)}, ${stop})`;
    case 'ramping-arrival-rate': {
      const peak = rampPeak(shape.startRate, shape.stages).toFixed(2);
      return `Up to ${peak} iterations/s for ${time} over ${shape.stages.length} stages (maxVUs: ${range(shape)}, ${stop})`;
    }
    case 'shared-iterations':
      return `${shape.iterations} iterations shared among ${shape.vus} VUs (maxDuration: ${time}, ${stop})`;
    case 'per-vu-iterations':
      return `${shape.iterations / shape.vus} iterations for each of ${shape.vus} VUs (maxDuration: ${time}, ${stop})`;
  }
}

function range({ preAllocatedVus, maxVus }: { readonly preAllocatedVus: number; readonly maxVus: number }): string {
  return preAllocatedVus === maxVus ? String(maxVus) : `${preAllocatedVus}-${maxVus}`;
}

function padded(count: number, most: number): string {
  return String(count).padStart(String(most).length, '0');
}

/** A moment within a test, as long as the test's end: `0m05.0s` of five minutes, `05.0s` of thirty seconds. */
function fixedLength(milliseconds: number, longestMs: number): string {
  const tenths = Math.round(milliseconds / 100);
  const seconds = ((tenths % 600) / 10).toFixed(1);
  if (longestMs < 60_000 && tenths < 600) return `${seconds.padStart(longestMs >= 10_000 ? 4 : 3, '0')}s`;
  const minutes = Math.floor(tenths / 600);
  const shownMinutes =
    longestMs < 3_600_000
      ? String(minutes).padStart(longestMs >= 600_000 ? 2 : 1, '0')
      : `${Math.floor(minutes / 60)}h${String(minutes % 60).padStart(2, '0')}`;
  return `${shownMinutes}m${seconds.padStart(4, '0')}s`;
}
