import type { LoadFigures } from '../client/load-figures.ts';
import type { Durations } from '../durations.ts';
import { goDuration } from '../go-duration.ts';
import type { ThresholdResult } from './k6-thresholds.ts';

export interface UserCounts {
  readonly last: number;
  readonly min: number;
  readonly max: number;
  readonly allocated: number;
}

/** k6's end-of-test summary (its compact form, since v1.0). */
export function k6Summary(
  figures: LoadFigures,
  results: readonly ThresholdResult[],
  users: UserCounts,
  elapsedMs: number,
): readonly string[] {
  const seconds = Math.max(0.001, elapsedMs / 1000);
  const perSecond = (count: number): string => `${Number((count / seconds).toFixed(6))}/s`;
  const trends: Rows = [
    ['http_req_duration', trend(figures.durations)],
    ['  { expected_response:true }', trend(figures.expected)],
    ['iteration_duration', trend(figures.iterationDurations)],
  ];
  const counters: Rows = [
    ['http_req_failed', [percent(figures.failed, figures.requests), `${figures.failed} out of ${figures.requests}`]],
    ['http_reqs', [String(figures.requests), perSecond(figures.requests)]],
    ['dropped_iterations', [String(figures.dropped), perSecond(figures.dropped)]],
    ['iterations', [String(figures.iterations), perSecond(figures.iterations)]],
    ['vus', [String(users.last), `min=${users.min}`, `max=${users.max}`]],
    ['vus_max', [String(users.allocated), `min=${users.allocated}`, `max=${users.allocated}`]],
    ['data_received', [bytes(figures.bytesReceived), `${bytes(figures.bytesReceived / seconds)}/s`]],
    ['data_sent', [bytes(figures.bytesSent), `${bytes(figures.bytesSent / seconds)}/s`]],
  ];
  const width = Math.max(...trends.map(([name]) => name.length)) + 3;
  const lines = new Map([...aligned(trends, width), ...aligned(counters, width)]);
  const section = (title: string, names: readonly string[]): readonly string[] => {
    const found = names.flatMap((name) => lines.get(name) ?? []);
    return found.length === 0 ? [] : [`    ${title}`, ...found.map((line) => `    ${line}`), ''];
  };
  const http = ['http_req_duration', '  { expected_response:true }', 'http_req_failed', 'http_reqs'];
  const dropped = figures.dropped > 0 ? ['dropped_iterations'] : [];
  return [
    ...thresholdLines(results),
    '',
    '  █ TOTAL RESULTS ',
    '',
    ...checkLines(figures, perSecond),
    ...section(
      'HTTP',
      figures.requests === 0
        ? ['http_reqs']
        : http.filter((name) => figures.expected.count > 0 || !name.startsWith(' ')),
    ),
    ...section('EXECUTION', [
      ...dropped,
      ...(figures.iterations > 0 ? ['iteration_duration'] : []),
      'iterations',
      'vus',
      'vus_max',
    ]),
    ...section('NETWORK', ['data_received', 'data_sent']),
  ];
}

type Rows = readonly (readonly [name: string, cells: readonly string[]])[];

/** Dots after the name, columns as wide as their widest cell. */
function aligned(rows: Rows, width: number): readonly (readonly [string, string])[] {
  const columns = Math.max(...rows.map(([, cells]) => cells.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map(([, cells]) => cells[column]?.length ?? 0)),
  );
  return rows.map(([name, cells]) => [
    name,
    `${name.padEnd(width, '.')}: ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' ')}`.trimEnd(),
  ]);
}

function trend(durations: Durations): readonly string[] {
  const cells: readonly (readonly [string, number])[] = [
    ['avg', durations.averageMs],
    ['min', durations.minMs],
    ['med', durations.quantileMs(0.5)],
    ['max', durations.maxMs],
    ['p(90)', durations.quantileMs(0.9)],
    ['p(95)', durations.quantileMs(0.95)],
  ];
  return cells.map(([name, value]) => `${name}=${goDuration(value)}`);
}

function thresholdLines(results: readonly ThresholdResult[]): readonly string[] {
  if (results.length === 0) return [];
  const metrics = [...new Set(results.map(({ threshold }) => threshold.metric))];
  const lines = metrics.flatMap((metric) => [
    `    ${metric}`,
    ...results
      .filter(({ threshold }) => threshold.metric === metric)
      .map(({ threshold, passed, seen }) => `    ${passed ? '✓' : '✗'} '${threshold.source}' ${seen}`),
    '',
  ]);
  return ['', '  █ THRESHOLDS ', '', ...lines];
}

function checkLines({ checks }: LoadFigures, perSecond: (count: number) => string): readonly string[] {
  if (checks.size === 0) return [];
  const passed = [...checks.values()].reduce((total, each) => total + each.passed, 0);
  const total = [...checks.values()].reduce((sum, each) => sum + each.failed, passed);
  const rows = aligned(
    [
      ['checks_total', [String(total), perSecond(total)]],
      ['checks_succeeded', [percent(passed, total), `${passed} out of ${total}`]],
      ['checks_failed', [percent(total - passed, total), `${total - passed} out of ${total}`]],
    ],
    'checks_succeeded'.length + 3,
  );
  const each = [...checks].flatMap(([name, counts]) => {
    if (counts.failed === 0) return [`    ✓ ${name}`];
    const share = Math.floor((100 * counts.passed) / (counts.passed + counts.failed));
    return [`    ✗ ${name}`, `      ↳  ${share}% — ✓ ${counts.passed} / ✗ ${counts.failed}`];
  });
  return [...rows.map(([, line]) => `    ${line}`), '', ...each, ''];
}

/** k6 cuts a percentage off, so that 100.00% is all of them. */
function percent(part: number, whole: number): string {
  const share = whole === 0 ? 0 : Math.floor((10_000 * part) / whole) / 100;
  return `${share.toFixed(2)}%`;
}

function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const exponent = value < 10 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
  const scaled = value / 1000 ** exponent;
  return `${exponent > 0 && scaled < 10 ? scaled.toFixed(1) : Math.round(scaled)} ${units[exponent]}`;
}
