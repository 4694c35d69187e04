import type { LoadFigures } from '../client/load-figures.ts';
import type { Durations } from '../durations.ts';
import { goDuration } from '../go-duration.ts';
import { isJsArray, isJsObject, type JsObject, type JsValue } from './js-value.ts';

/** One condition on a metric, for example `p(95)<3000` of `http_req_duration`. */
export interface Threshold {
  readonly metric: string;
  readonly source: string;
  /** The value left of the comparison: `p(95)`, `avg`, `rate`, `count`… */
  readonly aggregate: string;
  readonly operator: string;
  readonly limit: number;
  readonly abortOnFail: boolean;
}

export interface ThresholdResult {
  readonly threshold: Threshold;
  readonly passed: boolean;
  /** The aggregate as k6's summary shows it, for example `p(95)=148.21ms`. */
  readonly seen: string;
}

/** The thresholds of a script's options in their order; those that cannot be read are left out. */
export function k6Thresholds(options: JsObject): readonly Threshold[] {
  const { thresholds } = options;
  if (!isJsObject(thresholds)) return [];
  return Object.entries(thresholds)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([metric, list]) => (isJsArray(list) ? list : [list]).flatMap((each) => thresholdOf(metric, each)));
}

/** Whether thresholds hold after `elapsedMs`. A metric without samples, or one the model does not have, crosses none. */
export function evaluate(
  thresholds: readonly Threshold[],
  figures: LoadFigures,
  elapsedMs: number,
): readonly ThresholdResult[] {
  const valuesOf = metricValues(figures, elapsedMs / 1000);
  return thresholds.map((threshold) => {
    const { metric, aggregate } = threshold;
    const seen = valuesOf(metric, aggregate);
    if (seen === undefined) return { threshold, passed: true, seen: `${aggregate}=0` };
    return { threshold, passed: holds(seen.value, threshold), seen: `${aggregate}=${seen.text}` };
  });
}

function thresholdOf(metric: string, value: JsValue): readonly Threshold[] {
  const source = isJsObject(value) ? value.threshold : value;
  const match = /^\s*(p\(\s*[\d.]+\s*\)|avg|min|max|med|rate|count|value)\s*(<=|>=|<|>|===?|!==?)\s*([\d.]+)\s*$/.exec(
    typeof source === 'string' ? source : '',
  );
  if (!match || typeof source !== 'string') return [];
  const [, aggregate = '', operator = '', limit] = match;
  const abortOnFail = isJsObject(value) && value.abortOnFail === true;
  return [{ metric, source, aggregate: aggregate.replaceAll(' ', ''), operator, limit: Number(limit), abortOnFail }];
}

function holds(value: number, { operator, limit }: Threshold): boolean {
  switch (operator) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '==':
    case '===':
      return value === limit;
    default:
      return value !== limit;
  }
}

interface Seen {
  readonly value: number;
  readonly text: string;
}

function metricValues(figures: LoadFigures, seconds: number): (metric: string, aggregate: string) => Seen | undefined {
  const trend = (durations: Durations, aggregate: string): Seen | undefined => {
    if (durations.count === 0) return undefined;
    const value =
      { avg: durations.averageMs, min: durations.minMs, max: durations.maxMs }[aggregate] ??
      durations.quantileMs(shareOf(aggregate));
    return { value, text: goDuration(value) };
  };
  const rate = (part: number, whole: number): Seen | undefined =>
    whole === 0 ? undefined : { value: part / whole, text: `${((100 * part) / whole).toFixed(2)}%` };
  const counter = (count: number, aggregate: string): Seen => {
    const value = aggregate === 'rate' ? count / Math.max(0.001, seconds) : count;
    return { value, text: aggregate === 'rate' ? `${Number(value.toFixed(6))}/s` : String(value) };
  };
  return (metric, aggregate) => {
    // Requests are not tagged one by one: a submetric is its metric, save for the tag that k6 sets on successes.
    const [name] = metric.split('{');
    switch (name) {
      case 'http_req_duration':
      case 'http_req_waiting':
        return trend(metric.includes('expected_response:true') ? figures.expected : figures.durations, aggregate);
      case 'iteration_duration':
        return trend(figures.iterationDurations, aggregate);
      case 'http_req_failed':
        return rate(figures.failed, figures.requests);
      case 'checks': {
        const counts = [...figures.checks.values()];
        const passed = counts.reduce((total, each) => total + each.passed, 0);
        return rate(passed, passed + counts.reduce((total, each) => total + each.failed, 0));
      }
      case 'http_reqs':
        return counter(figures.requests, aggregate);
      case 'iterations':
        return counter(figures.iterations, aggregate);
      case 'dropped_iterations':
        return counter(figures.dropped, aggregate);
      default:
        return undefined;
    }
  };
}

/** `med`, or `p(95)` as 0.95. */
function shareOf(aggregate: string): number {
  return aggregate === 'med' ? 0.5 : Number(/[\d.]+/.exec(aggregate)?.[0]) / 100;
}
