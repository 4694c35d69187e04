import type { LabelSelector } from '../../autoscaling/objects.ts';
import { ClusterError } from '../../cluster/port.ts';
import { unknownPath } from '../store/refusals.ts';
import type { MetricProviders, PodMetricSample } from '../world.ts';

type PodsProvider = Parameters<MetricProviders['addPodsMetric']>[0];
type ExternalProvider = Parameters<MetricProviders['addExternalMetric']>[0];
type ExternalValues = ReturnType<MetricProviders['externalMetric']>;

/** The custom and external metrics APIs: each is served once something registered with it. */
export class ProviderRegistry implements MetricProviders {
  readonly #pods: PodsProvider[] = [];
  readonly #podsMetricNames = new Set<string>();
  readonly #external: ExternalProvider[] = [];

  /** Whether an adapter stands behind `custom.metrics.k8s.io`. */
  get servesCustomMetrics(): boolean {
    return this.#pods.length > 0;
  }

  /** Whether an adapter stands behind `external.metrics.k8s.io`. */
  get servesExternalMetrics(): boolean {
    return this.#external.length > 0;
  }

  /** Metrics of pods that clients can discover, in alphabetical order. */
  get podsMetricNames(): readonly string[] {
    return [...this.#podsMetricNames].toSorted();
  }

  addPodsMetric(provider: PodsProvider, names: readonly string[] = []): void {
    this.#pods.push(provider);
    for (const name of names) this.#podsMetricNames.add(name);
  }

  addExternalMetric(provider: ExternalProvider): void {
    this.#external.push(provider);
  }

  podsMetric(namespace: string, metric: string, selector: LabelSelector): readonly PodMetricSample[] {
    if (!this.servesCustomMetrics) throw unknownPath();
    const samples = firstAnswer(this.#pods, namespace, metric, selector);
    if (samples === undefined) throw noMetric(`the server could not find the metric ${metric} for pods`);
    return samples;
  }

  externalMetric(namespace: string, metric: string, selector: LabelSelector): ExternalValues {
    if (!this.servesExternalMetrics) throw unknownPath();
    const values = firstAnswer(this.#external, namespace, metric, selector);
    if (values === undefined) throw noMetric(`no matching metrics found for ${metric}`);
    return values;
  }
}

function noMetric(message: string): ClusterError {
  return new ClusterError(404, 'NotFound', message);
}

function firstAnswer<T>(
  providers: readonly ((namespace: string, metric: string, selector: LabelSelector) => T | undefined)[],
  namespace: string,
  metric: string,
  selector: LabelSelector,
): T | undefined {
  for (const provider of providers) {
    const answer = provider(namespace, metric, selector);
    if (answer !== undefined) return answer;
  }
  return undefined;
}
