import type { BenchmarkOptions, BenchmarkTest } from './benchmark-options.ts';

/** How one test went. */
export interface BenchmarkResult {
  readonly test: BenchmarkTest;
  readonly elapsedMs: number;
  /** A sample of the requests' latencies in milliseconds, ascending; not empty. */
  readonly latenciesMs: readonly number[];
}

export const csvHeader =
  '"test","rps","avg_latency_ms","min_latency_ms","p50_latency_ms","p95_latency_ms","p99_latency_ms","max_latency_ms"';

/** The lines redis-benchmark prints after a test, in the form that was asked for. */
export function benchmarkLines(options: BenchmarkOptions, result: BenchmarkResult): readonly string[] {
  const { title } = result.test;
  const perSecond = ((options.requests * 1000) / result.elapsedMs).toFixed(2);
  const { average, least, p50, p95, p99, most } = summary(result.latenciesMs);
  const figures = [average, least, p50, p95, p99, most].map((ms) => ms.toFixed(3));
  switch (options.output) {
    case 'quiet':
      return [`${title}: ${perSecond} requests per second, p50=${p50.toFixed(3)} msec`];
    case 'csv':
      return [[title, perSecond, ...figures].map((field) => `"${field}"`).join(',')];
    case 'full':
      return [
        ...header(options, result),
        '',
        'Latency by percentile distribution:',
        ...percentileLines(options.requests, result.latenciesMs),
        '',
        'Cumulative distribution of latencies:',
        ...cumulativeLines(options.requests, result.latenciesMs),
        '',
        'Summary:',
        `  throughput summary: ${perSecond} requests per second`,
        '  latency summary (msec):',
        `  ${['avg', 'min', 'p50', 'p95', 'p99', 'max'].map((name) => name.padStart(9)).join(' ')}`,
        `  ${figures.map((figure) => figure.padStart(9)).join(' ')}`,
        '',
      ];
  }
}

function header(options: BenchmarkOptions, { test, elapsedMs }: BenchmarkResult): readonly string[] {
  return [
    `====== ${test.title} ======`,
    `  ${options.requests} requests completed in ${(elapsedMs / 1000).toFixed(2)} seconds`,
    `  ${options.clients} parallel clients`,
    `  ${options.payloadBytes} bytes payload`,
    '  keep alive: 1',
    '  host configuration "save": ',
    '  host configuration "appendonly": no',
    '  multi-thread: no',
  ];
}

/** Half of what is left at each step, as HDR histograms are printed. */
function percentileLines(requests: number, latenciesMs: readonly number[]): readonly string[] {
  const lines: string[] = [];
  for (let rest = 1; ; rest /= 2) {
    const share = rest === 1 ? 0 : rest === 0.5 ? 0.5 : 1 - rest;
    const latency = quantile(latenciesMs, share);
    const counted = share === 0 ? 1 : Math.max(1, Math.round(requests * shareUpTo(latenciesMs, latency)));
    lines.push(percentile(share, latency, counted));
    if (counted < requests) continue;
    lines.push(percentile(1, latency, requests));
    return lines;
  }
}

/** Every 0.1 ms, at the upper ends of the histogram's buckets of 8 µs. */
function cumulativeLines(requests: number, latenciesMs: readonly number[]): readonly string[] {
  const lines: string[] = [];
  for (let micros = 100; ; micros += 100) {
    const bound = (Math.floor(micros / 8) * 8 + 7) / 1000;
    const share = shareUpTo(latenciesMs, bound);
    lines.push(percentile(share, bound, Math.round(requests * share)));
    if (share === 1) return lines;
  }
}

function percentile(share: number, latencyMs: number, counted: number): string {
  return `${(share * 100).toFixed(3)}% <= ${latencyMs.toFixed(3)} milliseconds (cumulative count ${counted})`;
}

function summary(latenciesMs: readonly number[]) {
  return {
    average: latenciesMs.reduce((sum, each) => sum + each, 0) / latenciesMs.length,
    least: latenciesMs[0] ?? 0,
    p50: quantile(latenciesMs, 0.5),
    p95: quantile(latenciesMs, 0.95),
    p99: quantile(latenciesMs, 0.99),
    most: latenciesMs.at(-1) ?? 0,
  };
}

function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.max(0, Math.ceil(ascending.length * share) - 1)] ?? 0;
}

function shareUpTo(ascending: readonly number[], bound: number): number {
  return ascending.filter((each) => each <= bound).length / ascending.length;
}
