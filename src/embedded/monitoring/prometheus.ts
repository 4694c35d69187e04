import { type EpochMs, epochMs } from '../../autoscaling/units.ts';
import { ClusterError } from '../../cluster/port.ts';
import type { PrometheusModel } from '../setup.ts';
import type { RunningWorkloads } from '../workload/running-workloads.ts';
import type { Component, World } from '../world.ts';
import { GaugeHistory } from './gauge-history.ts';
import { measured } from './measure.ts';
import { normalizedQuery, queryRange, queryText, queryTime, sampleText } from './prometheus-api.ts';
import type { QueueDepth } from './queue-depth.ts';
import { ScrapeHistory } from './scrape-history.ts';

type Query = PrometheusModel['queries'][number];

/** How far back range queries reach. */
const retentionSeconds = 3600;

/**
 * A Prometheus that scrapes the modelled workloads and answers the queries its model names, by their text. It evaluates no PromQL
 * beyond that, and says so.
 */
export class Prometheus implements Component {
  readonly #model: PrometheusModel;
  readonly #histories = new Map<string, ScrapeHistory>();
  readonly #queues = new Map<string, GaugeHistory>();
  readonly #depth: QueueDepth;

  constructor(model: PrometheusModel, running: RunningWorkloads, depth: QueueDepth) {
    this.#model = model;
    this.#depth = depth;
    for (const { namespace, deployment, measure } of model.queries) {
      if (measure === 'queue-length') {
        this.#queues.set(`${namespace}/${deployment}`, new GaugeHistory(retentionSeconds));
        continue;
      }
      const history = new ScrapeHistory(running, namespace, deployment, retentionSeconds);
      this.#histories.set(`${namespace}/${deployment}`, history);
    }
  }

  start(world: World): void {
    const { namespace, service, port, scrapeSeconds } = this.#model;
    world.clock.every(scrapeSeconds * 1000, () => {
      const now = world.clock.now();
      for (const history of this.#histories.values()) history.scrape(now);
      for (const [workload, gauge] of this.#queues) {
        const [inNamespace = '', deployment = ''] = workload.split('/');
        gauge.scrape(now, this.#depth(inNamespace, deployment));
      }
    });
    world.services.add({ namespace, name: service, port }, (url) => this.#answer(url, world));
  }

  #answer(url: URL, world: World): unknown {
    switch (url.pathname) {
      case '/-/healthy':
        return 'Prometheus Server is Healthy.\n';
      case '/-/ready':
        return 'Prometheus Server is Ready.\n';
      case '/api/v1/query':
        return this.#instant(this.#queryOf(url), queryTime(url, world.clock.now()));
      case '/api/v1/query_range':
        return this.#range(this.#queryOf(url), url);
      case '/metrics':
        return world.exporters.text();
      default:
        throw new ClusterError(404, 'NotFound', `404 page not found: ${url.pathname}`);
    }
  }

  #queryOf(url: URL): Query {
    const text = queryText(url);
    const query = this.#model.queries.find((each) => normalizedQuery(each.query) === normalizedQuery(text));
    if (query) return query;
    throw new ClusterError(
      422,
      'Invalid',
      `the embedded Prometheus answers only its model's queries, and not: ${text}`,
    );
  }

  #instant(query: Query, at: EpochMs): unknown {
    const value = this.#valueOf(query, at);
    const result = value === undefined ? [] : [{ metric: {}, value: [at / 1000, sampleText(value)] }];
    return { status: 'success', data: { resultType: 'vector', result } };
  }

  #range(query: Query, url: URL): unknown {
    const { startAt, endAt, stepMs } = queryRange(url);
    const values: [number, string][] = [];
    for (let atMs: number = startAt; atMs <= endAt; atMs += stepMs) {
      const value = this.#valueOf(query, epochMs(atMs));
      if (value !== undefined) values.push([atMs / 1000, sampleText(value)]);
    }
    const result = values.length === 0 ? [] : [{ metric: {}, values }];
    return { status: 'success', data: { resultType: 'matrix', result } };
  }

  #valueOf({ namespace, deployment, measure, windowSeconds }: Query, at: EpochMs): number | undefined {
    if (measure === 'queue-length') return this.#queues.get(`${namespace}/${deployment}`)?.valueAt(at);
    const series = this.#histories.get(`${namespace}/${deployment}`)?.series ?? [];
    return measured(measure, series, at, windowSeconds);
  }
}
