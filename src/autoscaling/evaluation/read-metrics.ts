import type { MetricsApi, PodMetrics, PodMetricValue } from '../hpa/contract.ts';
import type { EpochMs, MilliValue } from '../units.ts';
import type { Field } from './field.ts';
import { present } from './present-fields.ts';

/** What the API server answers while nothing serves a registered API. */
const unreachable = 'the server is currently unable to handle the request';
const RESOURCE_WINDOW_MS = 60_000;

interface ObjectValue {
  readonly metric: string;
  readonly kind: string;
  readonly name: string;
  readonly value: MilliValue;
}

/**
 * The metrics APIs of a document. An absent list is an API that cannot be reached, an empty one answers with nothing. `now`: the time of
 * samples that have none. @throws EvaluationError
 */
export function readMetrics(metrics: Field, now: EpochMs): MetricsApi {
  if (!metrics.isAbsent) metrics.only('resource', 'pods', 'object', 'external', 'errors');
  const entries = <T>(name: string, read: (entry: Field) => T): readonly T[] | undefined =>
    metrics.optional((field) => field.get(name).optional((list) => list.list().map(read)));
  const samples = entries('resource', (entry) => readUsage(entry, now));
  const resource = samples && podMetrics(samples);
  const pods = entries('pods', (entry) => readPodValue(entry, now));
  const object = entries('object', readObjectValue);
  const external = entries('external', readExternalValue);
  const errors = new Map(entries('errors', readError));
  const answer = <T>(metric: string, list: readonly T[] | undefined): readonly T[] => {
    const message = errors.get(metric);
    if (message !== undefined) throw new Error(message);
    if (list === undefined) throw new Error(unreachable);
    return list;
  };
  return {
    resource: (name) => answer(name, resource),
    pods: (metric) =>
      answer(metric, pods)
        .filter((each) => each.metric === metric)
        .map(({ value }) => value),
    object: (metric, { kind, name }) => {
      const found = answer(metric, object).filter(
        (each) => each.metric === metric && each.kind === kind && each.name === name,
      );
      const [first] = found;
      if (first !== undefined && found.length === 1) return first.value;
      throw new Error(`the custom metrics API server returned ${found.length} results when we asked for exactly one`);
    },
    external: (metric) =>
      answer(metric, external)
        .filter((each) => each.metric === metric)
        .map(({ value }) => value),
  };
}

interface UsageSample {
  readonly pod: string;
  readonly container: string;
  readonly resource: string;
  readonly value: MilliValue;
  readonly timestamp: EpochMs;
  readonly windowMs: number;
}

function readUsage(entry: Field, now: EpochMs): UsageSample {
  return {
    pod: entry.get('pod').name(),
    container: entry.get('container').optional((field) => field.string()) ?? '',
    resource: entry.get('name').name(),
    value: entry.get('value').milli(),
    timestamp: entry.get('timestamp').optional((field) => field.time()) ?? now,
    windowMs: windowMsOf(entry) ?? RESOURCE_WINDOW_MS,
  };
}

/** Samples of one pod are one answer of the API, with the time and the window of the first. */
function podMetrics(samples: readonly UsageSample[]): readonly PodMetrics[] {
  return [...Map.groupBy(samples, ({ pod }) => pod).values()].flatMap((ofPod) => {
    const [first] = ofPod;
    if (first === undefined) return [];
    const { pod, timestamp, windowMs } = first;
    const containers = [...Map.groupBy(ofPod, ({ container }) => container)].map(([name, ofContainer]) => ({
      name,
      usage: Object.fromEntries(ofContainer.map(({ resource, value }) => [resource, value])),
    }));
    return [{ pod, timestamp, windowMs, containers }];
  });
}

function readPodValue(entry: Field, now: EpochMs): { readonly metric: string; readonly value: PodMetricValue } {
  const value = present({
    pod: entry.get('pod').name(),
    value: entry.get('value').milli(),
    timestamp: entry.get('timestamp').optional((field) => field.time()) ?? now,
    windowMs: windowMsOf(entry),
  });
  return { metric: entry.get('metric').name(), value };
}

function readObjectValue(entry: Field): ObjectValue {
  return {
    metric: entry.get('metric').name(),
    kind: entry.get('kind').name(),
    name: entry.get('name').name(),
    value: entry.get('value').milli(),
  };
}

function readExternalValue(entry: Field): { readonly metric: string; readonly value: MilliValue } {
  return { metric: entry.get('metric').name(), value: entry.get('value').milli() };
}

function readError(entry: Field): readonly [metric: string, message: string] {
  return [entry.get('metric').name(), entry.get('message').string()];
}

function windowMsOf(entry: Field): number | undefined {
  return entry.get('windowSeconds').optional((field) => field.amount() * 1000);
}
