import { expositionText, type MetricFamily } from './metric-family.ts';

/** What is to be scraped from one program; called at each scrape. */
export type Exporter = () => readonly MetricFamily[];

/** Everything in the cluster that a Prometheus would scrape, on one page. */
export class Exporters {
  readonly #exporters: Exporter[] = [];

  add(exporter: Exporter): void {
    this.#exporters.push(exporter);
  }

  /** The page, in Prometheus' text format. */
  text(): string {
    return expositionText(this.#exporters.flatMap((exporter) => exporter()));
  }
}
