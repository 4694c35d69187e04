import type { CrossVersionObjectReference, LabelSelector } from '../objects.ts';
import type { EpochMs, MilliValue } from '../units.ts';
import type { MetricsApi, PodMetrics, PodMetricValue } from './contract.ts';
import { CalculationError } from './metric-error.ts';

/** One pod's value of the metric in question, reduced from whatever the API serves. */
export interface PodValue {
  readonly value: MilliValue;
  readonly timestamp: EpochMs;
  readonly windowMs: number;
}

export type PodValues = ReadonlyMap<string, PodValue>;

/** What the controller assumes where the custom metrics API does not say over what span it averaged. */
const DEFAULT_WINDOW_MS = 60_000;

type ApiName = 'resource' | 'custom' | 'external';

/** A resource's usage per pod, or per pod's container where one is named. */
export function fetchResource(api: MetricsApi, resource: string, container: string | undefined): PodValues {
  return resourceValues(
    fetch('resource', () => api.resource(resource)),
    resource,
    container,
  );
}

/** A custom metric per pod. */
export function fetchPods(api: MetricsApi, metric: string, selector: LabelSelector | undefined): PodValues {
  return podsValues(fetch('custom', () => api.pods(metric, selector)));
}

/** A custom metric of one object. */
export function fetchObject(
  api: MetricsApi,
  metric: string,
  describedObject: CrossVersionObjectReference,
  selector: LabelSelector | undefined,
): MilliValue {
  return fetch('custom', () => api.object(metric, describedObject, selector));
}

/** All values of an external metric. */
export function fetchExternal(
  api: MetricsApi,
  metric: string,
  selector: LabelSelector | undefined,
): readonly MilliValue[] {
  return externalValues(fetch('external', () => api.external(metric, selector)));
}

/** Usage per pod. A pod of which any container lacks the resource, or that lacks the named container, has no value. */
export function resourceValues(
  podMetrics: readonly PodMetrics[],
  resource: string,
  container: string | undefined,
): PodValues {
  requireAny(podMetrics, 'resource');
  const values = new Map<string, PodValue>();
  for (const metrics of podMetrics) {
    const value = container === undefined ? podUsage(metrics, resource) : containerUsage(metrics, resource, container);
    if (value === undefined) continue;
    values.set(metrics.pod, { value, timestamp: metrics.timestamp, windowMs: metrics.windowMs });
  }
  return values;
}

/** A custom metric's values per pod. */
export function podsValues(items: readonly PodMetricValue[]): PodValues {
  requireAny(items, 'custom');
  return new Map(
    items.map(({ pod, value, timestamp, windowMs = DEFAULT_WINDOW_MS }) => [pod, { value, timestamp, windowMs }]),
  );
}

/** The values of an external metric; there must be some. */
export function externalValues(values: readonly MilliValue[]): readonly MilliValue[] {
  requireAny(values, 'external');
  return values;
}

function podUsage({ containers }: PodMetrics, resource: string): MilliValue | undefined {
  if (containers.length === 0) return undefined;
  let sum = 0n;
  for (const { usage } of containers) {
    const value = usage[resource];
    if (value === undefined) return undefined;
    sum += value;
  }
  return sum;
}

function containerUsage({ containers }: PodMetrics, resource: string, container: string): MilliValue | undefined {
  return containers.find(({ name }) => name === container)?.usage[resource];
}

function requireAny(answer: readonly unknown[], api: ApiName): void {
  if (answer.length === 0) throw new CalculationError(`no metrics returned from ${api} metrics API`);
}

/** The client names the API in front of what went wrong; an error that went through a client already has that. */
function fetch<T>(api: ApiName, call: () => T): T {
  try {
    return call();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const worded =
      message.startsWith('unable to fetch metrics from ') || message.startsWith('no metrics returned from ');
    throw new CalculationError(worded ? message : `unable to fetch metrics from ${api} metrics API: ${message}`);
  }
}
