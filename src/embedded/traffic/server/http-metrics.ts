import type { MetricFamily, MetricSample } from '../../exposition/metric-family.ts';
import type { WorkloadModel } from '../../setup.ts';
import type { RunningWorkloads, ScrapeTarget } from '../../workload/running-workloads.ts';
import { latencyBoundsSeconds } from './http-counters.ts';

/** What HTTP servers expose of their requests, under the names that client libraries of Prometheus give it. */
export function httpMetrics(workloads: readonly WorkloadModel[], running: RunningWorkloads): readonly MetricFamily[] {
  const servers = workloads.filter(({ http }) => http !== undefined);
  if (servers.length === 0) return [];
  const targets = servers.flatMap(({ namespace, deployment, http }) =>
    running.of(namespace, deployment).map((target) => ({ target, service: http?.service ?? deployment })),
  );
  return [
    {
      name: 'http_requests_total',
      type: 'counter',
      help: 'Requests ended, by status code.',
      samples: targets.flatMap(({ target, service }) => byCode(target, service)),
    },
    {
      name: 'http_request_duration_seconds',
      type: 'histogram',
      help: 'Time from the arrival of a request to its end.',
      samples: targets.flatMap(({ target, service }) => durations(target, service)),
    },
    {
      name: 'http_requests_in_flight',
      type: 'gauge',
      help: 'Requests accepted and not ended.',
      samples: targets.map(({ target, service }) => ({
        labels: labelsOf(target, service),
        value: target.counters().http.inFlight,
      })),
    },
  ];
}

function byCode(target: ScrapeTarget, service: string): readonly MetricSample[] {
  return [...target.counters().http.byCode]
    .sort(([a], [b]) => a - b)
    .map(([code, value]) => ({ labels: { ...labelsOf(target, service), code: String(code) }, value }));
}

function durations(target: ScrapeTarget, service: string): readonly MetricSample[] {
  const { buckets, durationSeconds, requests } = target.counters().http;
  const labels = labelsOf(target, service);
  const bound = (index: number): string => {
    const seconds = latencyBoundsSeconds[index] ?? Number.POSITIVE_INFINITY;
    return Number.isFinite(seconds) ? String(seconds) : '+Inf';
  };
  return [
    ...buckets.map((value, index) => ({ suffix: '_bucket', labels: { ...labels, le: bound(index) }, value })),
    { suffix: '_sum', labels, value: durationSeconds },
    { suffix: '_count', labels, value: requests },
  ];
}

function labelsOf({ namespace, pod }: ScrapeTarget, service: string): Readonly<Record<string, string>> {
  return { namespace, pod, service };
}
