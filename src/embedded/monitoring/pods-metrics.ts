import { milliQuantity } from '../../autoscaling/keda/metric-quantity.ts';
import type { LabelSelector } from '../../autoscaling/objects.ts';
import { formatTime } from '../../autoscaling/units.ts';
import { resources } from '../../cluster/resources.ts';
import type { PodsMetricModel } from '../setup.ts';
import type { RunningWorkloads } from '../workload/running-workloads.ts';
import type { Component, PodMetricSample, World } from '../world.ts';
import { measured } from './measure.ts';
import { ScrapeHistory } from './scrape-history.ts';

/**
 * An adapter behind `custom.metrics.k8s.io`: a measure per pod, which changes when its source scrapes and only then. Pods without two
 * samples yet have no value; a ratio without a denominator reads 0, as adapters report it.
 */
export class PodsMetrics implements Component {
  readonly #models: readonly PodsMetricModel[];
  readonly #running: RunningWorkloads;

  constructor(models: readonly PodsMetricModel[], running: RunningWorkloads) {
    this.#models = models;
    this.#running = running;
  }

  start(world: World): void {
    for (const model of this.#models) {
      const history = new ScrapeHistory(this.#running, model.namespace, model.deployment, model.windowSeconds);
      world.clock.every(model.resolutionSeconds * 1000, () => history.scrape(world.clock.now()));
      world.metrics.addPodsMetric(
        (namespace, metric, selector) =>
          namespace === model.namespace && metric === model.metric
            ? answer(world, model, history, selector)
            : undefined,
        [model.metric],
      );
    }
  }
}

function answer(
  world: World,
  model: PodsMetricModel,
  history: ScrapeHistory,
  selector: LabelSelector,
): readonly PodMetricSample[] {
  const at = history.lastAt;
  if (at === undefined) return [];
  const selected = new Set(
    world.store.select(resources.pods, model.namespace, selector).map(({ metadata }) => metadata.name),
  );
  return history.series.flatMap((series) => {
    if (!selected.has(series.pod)) return [];
    const value = measured(model.measure, [series], at, model.windowSeconds);
    if (value === undefined) return [];
    const timestamp = formatTime(at);
    return [{ pod: series.pod, value: milliQuantity(value), timestamp, windowSeconds: model.windowSeconds }];
  });
}
