import type { EpochMs } from '../../autoscaling/units.ts';
import { epochMs } from '../../autoscaling/units.ts';
import { ClusterError } from '../../cluster/port.ts';

/** What `/api/v1/query_range` is asked for. */
export interface QueryRange {
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
  readonly stepMs: number;
}

/** As Prometheus bounds a range query (web/api/v1). */
const pointsPerSeries = 11_000;

/** The query of a request. @throws ClusterError 400 where there is none */
export function queryText(url: URL): string {
  const text = url.searchParams.get('query') ?? '';
  if (text.trim() !== '') return text;
  const message = `invalid parameter "query": unknown position: parse error: no expression found in input`;
  throw new ClusterError(400, 'BadRequest', message);
}

/** The moment an instant query is about: its parameter `time`, else now. @throws ClusterError 400 for a time that is none */
export function queryTime(url: URL, now: EpochMs): EpochMs {
  const text = url.searchParams.get('time');
  return text === null || text === '' ? now : timestamp('time', text);
}

/** @throws ClusterError 400 for a start, end or step that Prometheus would refuse */
export function queryRange(url: URL): QueryRange {
  const startAt = timestamp('start', url.searchParams.get('start') ?? '');
  const endAt = timestamp('end', url.searchParams.get('end') ?? '');
  const stepMs = duration('step', url.searchParams.get('step') ?? '');
  if (endAt < startAt) throw refused('end', 'end timestamp must not be before start time');
  if (stepMs <= 0)
    throw refused('step', 'zero or negative query resolution step widths are not accepted. Try a positive integer');
  if ((endAt - startAt) / stepMs > pointsPerSeries) {
    const message = `exceeded maximum resolution of ${pointsPerSeries} points per timeseries. Try decreasing the query resolution (?step=XX)`;
    throw new ClusterError(400, 'BadRequest', message);
  }
  return { startAt, endAt, stepMs };
}

/** A sample's value as Prometheus writes it. */
export function sampleText(value: number): string {
  if (Number.isFinite(value) || Number.isNaN(value)) return String(value);
  return value > 0 ? '+Inf' : '-Inf';
}

/** PromQL does not care about white space; two spellings of one query are one query. */
export function normalizedQuery(query: string): string {
  return query
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([-+*/(){}[\],=<>!~]) ?/g, '$1')
    .trim();
}

/** Unix seconds, fractions allowed, or RFC 3339. */
function timestamp(parameter: string, text: string): EpochMs {
  const seconds = text.trim() === '' ? Number.NaN : Number(text);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isFinite(ms)) throw refused(parameter, `cannot parse "${text}" to a valid timestamp`);
  return epochMs(ms);
}

const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  y: 31_536_000_000,
};

/** Seconds, or a Prometheus duration such as `1m30s`, in milliseconds. */
function duration(parameter: string, text: string): number {
  const seconds = text.trim() === '' ? Number.NaN : Number(text);
  if (Number.isFinite(seconds)) return seconds * 1000;
  if (!/^(\d+(ms|[smhdwy]))+$/.test(text)) throw refused(parameter, `cannot parse "${text}" to a valid duration`);
  return [...text.matchAll(/(\d+)(ms|[smhdwy])/g)].reduce(
    (total, [, amount = '0', unit = 's']) => total + Number(amount) * (unitMs[unit] ?? 0),
    0,
  );
}

function refused(parameter: string, reason: string): ClusterError {
  return new ClusterError(400, 'BadRequest', `invalid parameter "${parameter}": ${reason}`);
}
