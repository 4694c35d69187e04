import { milliQuantity } from '../../autoscaling/keda/metric-quantity.ts';
import type { EpochMs } from '../../autoscaling/units.ts';
import { formatTime } from '../../autoscaling/units.ts';
import type { ExternalMetricModel } from '../setup.ts';
import type { RunningWorkloads } from '../workload/running-workloads.ts';
import type { Component, World } from '../world.ts';
import { GaugeHistory } from './gauge-history.ts';
import { measured } from './measure.ts';
import type { QueueDepth } from './queue-depth.ts';
import { ScrapeHistory } from './scrape-history.ts';

/** Scrapes its source, and says what it has seen. */
interface Source {
  scrape(now: EpochMs): void;
  value(): number | undefined;
}

/**
 * An adapter behind `external.metrics.k8s.io` that has rules for some metrics, as prometheus-adapter has: values change when its source
 * scrapes and only then. Selectors are not looked at, because no metric of the model has labels.
 */
export class ExternalMetricsAdapter implements Component {
  readonly #models: readonly ExternalMetricModel[];
  readonly #running: RunningWorkloads;
  readonly #depth: QueueDepth;

  constructor(models: readonly ExternalMetricModel[], running: RunningWorkloads, depth: QueueDepth) {
    this.#models = models;
    this.#running = running;
    this.#depth = depth;
  }

  start(world: World): void {
    for (const model of this.#models) {
      const source = this.#sourceOf(model);
      let lastAt: EpochMs | undefined;
      world.clock.every(model.resolutionSeconds * 1000, () => {
        lastAt = world.clock.now();
        source.scrape(lastAt);
      });
      world.metrics.addExternalMetric((namespace, metric) => {
        if (namespace !== model.namespace || metric !== model.metric) return undefined;
        const value = source.value();
        if (lastAt === undefined || value === undefined) return [];
        return [{ value: milliQuantity(value), timestamp: formatTime(lastAt) }];
      });
    }
  }

  #sourceOf({ namespace, deployment, measure, windowSeconds }: ExternalMetricModel): Source {
    let lastAt: EpochMs | undefined;
    if (measure === 'queue-length') {
      const gauge = new GaugeHistory(windowSeconds);
      return {
        scrape: (now) => {
          lastAt = now;
          gauge.scrape(now, this.#depth(namespace, deployment));
        },
        value: () => (lastAt === undefined ? undefined : gauge.valueAt(lastAt)),
      };
    }
    const history = new ScrapeHistory(this.#running, namespace, deployment, windowSeconds);
    return {
      scrape: (now) => history.scrape(now),
      value: () =>
        history.lastAt === undefined ? undefined : measured(measure, history.series, history.lastAt, windowSeconds),
    };
  }
}
