import type { EpochMs } from '../../autoscaling/units.ts';
import { ClusterError } from '../../cluster/port.ts';
import type { PrometheusModel } from '../setup.ts';
import type { RunningWorkloads } from '../workload/running-workloads.ts';
import type { Component, World } from '../world.ts';
import { measured } from './measure.ts';
import { ScrapeHistory } from './scrape-history.ts';

type Query = PrometheusModel['queries'][number];

/**
 * A Prometheus that scrapes the modelled workloads and answers the queries its model names, by their text. It evaluates no PromQL
 * beyond that, and says so.
 */
export class Prometheus implements Component {
  readonly #model: PrometheusModel;
  readonly #histories = new Map<string, ScrapeHistory>();

  constructor(model: PrometheusModel, running: RunningWorkloads) {
    this.#model = model;
    for (const { namespace, deployment } of model.queries) {
      const same = model.queries.filter((each) => each.namespace === namespace && each.deployment === deployment);
      const keepSeconds = Math.max(...same.map(({ windowSeconds }) => windowSeconds));
      this.#histories.set(`${namespace}/${deployment}`, new ScrapeHistory(running, namespace, deployment, keepSeconds));
    }
  }

  start(world: World): void {
    const { namespace, service, port, scrapeSeconds } = this.#model;
    world.clock.every(scrapeSeconds * 1000, () => {
      for (const history of this.#histories.values()) history.scrape(world.clock.now());
    });
    world.services.add({ namespace, name: service, port }, (url) => this.#answer(url, world.clock.now()));
  }

  #answer(url: URL, now: EpochMs): unknown {
    if (url.pathname === '/-/healthy') return 'Prometheus Server is Healthy.\n';
    if (url.pathname === '/-/ready') return 'Prometheus Server is Ready.\n';
    if (url.pathname !== '/api/v1/query')
      throw new ClusterError(404, 'NotFound', `404 page not found: ${url.pathname}`);
    const text = url.searchParams.get('query') ?? '';
    if (text.trim() === '')
      throw new ClusterError(
        400,
        'BadRequest',
        `invalid parameter "query": unknown position: parse error: no expression found in input`,
      );
    const query = this.#model.queries.find((each) => normalized(each.query) === normalized(text));
    if (!query)
      throw new ClusterError(
        422,
        'Invalid',
        `the embedded Prometheus answers only its model's queries, and not: ${text}`,
      );
    const value = this.#valueOf(query, now);
    const result = value === undefined ? [] : [{ metric: {}, value: [now / 1000, sampleText(value)] }];
    return { status: 'success', data: { resultType: 'vector', result } };
  }

  #valueOf({ namespace, deployment, measure, windowSeconds }: Query, now: EpochMs): number | undefined {
    const series = this.#histories.get(`${namespace}/${deployment}`)?.series ?? [];
    return measured(measure, series, now, windowSeconds);
  }
}

/** PromQL does not care about white space; two spellings of one query are one query. */
function normalized(query: string): string {
  return query
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([-+*/(){}[\],=<>!~]) ?/g, '$1')
    .trim();
}

function sampleText(value: number): string {
  if (Number.isFinite(value) || Number.isNaN(value)) return String(value);
  return value > 0 ? '+Inf' : '-Inf';
}
