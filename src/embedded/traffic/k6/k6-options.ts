import type { Stage } from '../client/ramp.ts';
import { goDurationMs } from '../go-duration.ts';
import { isJsArray, isJsObject, type JsObject, type JsValue } from './js-value.ts';

/** One scenario of a k6 test with k6's defaults filled in. */
export interface K6Scenario {
  readonly name: string;
  /** The function it runs. */
  readonly exec: string;
  readonly startTimeMs: number;
  readonly gracefulStopMs: number;
  readonly shape: K6Shape;
}

export type K6Shape =
  | { readonly executor: 'constant-vus'; readonly vus: number; readonly durationMs: number }
  | {
      readonly executor: 'ramping-vus';
      readonly startVus: number;
      readonly stages: readonly Stage[];
      readonly gracefulRampDownMs: number;
    }
  | {
      readonly executor: 'constant-arrival-rate' | 'ramping-arrival-rate';
      /** Iterations per second. */
      readonly startRate: number;
      readonly stages: readonly Stage[];
      readonly preAllocatedVus: number;
      readonly maxVus: number;
    }
  | {
      readonly executor: 'shared-iterations' | 'per-vu-iterations';
      readonly vus: number;
      /** Of all users together. */
      readonly iterations: number;
      readonly maxDurationMs: number;
    };

/** Options that k6 refuses, with its exit code 104. */
export class InvalidK6Options extends Error {}

const graceMs = 30_000;
const longestMs = 600_000;

/** The scenarios that a script's options describe; flags and environment variables have been laid over them. */
export function k6Scenarios(options: JsObject): readonly K6Scenario[] {
  const { scenarios } = options;
  if (isJsObject(scenarios)) {
    return Object.entries(scenarios).flatMap(([name, config]) =>
      isJsObject(config) ? [scenarioOf(name, config)] : [],
    );
  }
  const executor = isJsArray(options.stages)
    ? 'ramping-vus'
    : options.duration === undefined
      ? 'shared-iterations'
      : options.iterations === undefined
        ? 'constant-vus'
        : 'shared-iterations';
  return [
    scenarioOf('default', {
      ...options,
      executor,
      ...(options.duration === undefined ? {} : { maxDuration: options.duration }),
    }),
  ];
}

function scenarioOf(name: string, config: JsObject): K6Scenario {
  return {
    name,
    exec: typeof config.exec === 'string' ? config.exec : 'default',
    startTimeMs: durationMs(config.startTime) ?? 0,
    gracefulStopMs: durationMs(config.gracefulStop) ?? graceMs,
    shape: shapeOf(name, config),
  };
}

function shapeOf(name: string, config: JsObject): K6Shape {
  const vus = count(config.vus) ?? 1;
  const iterations = count(config.iterations) ?? (config.executor === 'shared-iterations' ? vus : 1);
  const maxDurationMs = durationMs(config.maxDuration) ?? longestMs;
  switch (config.executor) {
    case 'constant-vus':
      return { executor: 'constant-vus', vus, durationMs: required(name, 'duration', durationMs(config.duration)) };
    case 'ramping-vus': {
      const startVus = count(config.startVUs) ?? count(config.vus) ?? 1;
      const gracefulRampDownMs = durationMs(config.gracefulRampDown) ?? graceMs;
      return { executor: 'ramping-vus', startVus, stages: stagesOf(name, config.stages, 1), gracefulRampDownMs };
    }
    case 'constant-arrival-rate':
    case 'ramping-arrival-rate':
      return arrivals(name, config, config.executor);
    case 'shared-iterations':
      return { executor: 'shared-iterations', vus, iterations: Math.max(iterations, vus), maxDurationMs };
    case 'per-vu-iterations':
      return { executor: 'per-vu-iterations', vus, iterations: iterations * vus, maxDurationMs };
    default:
      throw new InvalidK6Options(
        `unknown executor type '${typeof config.executor === 'string' ? config.executor : ''}' for scenario '${name}'`,
      );
  }
}

function arrivals(name: string, config: JsObject, executor: 'constant-arrival-rate' | 'ramping-arrival-rate'): K6Shape {
  const perSecond = 1000 / (durationMs(config.timeUnit) ?? 1000);
  const preAllocatedVus = required(name, 'preAllocatedVUs', count(config.preAllocatedVUs));
  const maxVus = Math.max(preAllocatedVus, count(config.maxVUs) ?? preAllocatedVus);
  if (executor === 'ramping-arrival-rate') {
    const startRate = (count(config.startRate) ?? 0) * perSecond;
    return { executor, startRate, stages: stagesOf(name, config.stages, perSecond), preAllocatedVus, maxVus };
  }
  const startRate = required(name, 'rate', count(config.rate)) * perSecond;
  const duration = required(name, 'duration', durationMs(config.duration));
  return { executor, startRate, stages: [{ durationMs: duration, target: startRate }], preAllocatedVus, maxVus };
}

function stagesOf(name: string, value: JsValue, scale: number): readonly Stage[] {
  const stages = (isJsArray(value) ? value : []).flatMap((stage) => {
    if (!isJsObject(stage)) return [];
    return [{ durationMs: durationMs(stage.duration) ?? 0, target: (count(stage.target) ?? 0) * scale }];
  });
  if (stages.length === 0) throw new InvalidK6Options(`scenario ${name}: at least one stage has to be specified`);
  return stages;
}

function required(name: string, field: string, value: number | undefined): number {
  if (value === undefined)
    throw new InvalidK6Options(`scenario ${name}: the ${field} must be provided and must be a number or a duration`);
  return value;
}

/** A Go duration, or a number of milliseconds. */
function durationMs(value: JsValue): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? goDurationMs(value) : undefined;
}

function count(value: JsValue): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : undefined;
}
