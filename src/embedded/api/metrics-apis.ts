import type { LabelSelector, Pod } from '../../autoscaling/objects.ts';
import { formatQuantity } from '../../autoscaling/quantity/format.ts';
import { parseSelector, type SelectorRequirement } from '../../autoscaling/selector.ts';
import { formatTime } from '../../autoscaling/units.ts';
import type { Node } from '../../cluster/objects.ts';
import { ClusterError, type ListOptions } from '../../cluster/port.ts';
import { resources } from '../../cluster/resources.ts';
import type { MetricsServer, PodUsage } from '../metrics-server/metrics-server.ts';
import { type NodeUsage, nodeUsage } from '../metrics-server/node-usage.ts';
import { badRequest, notFound, unknownPath } from '../store/refusals.ts';
import type { MetricProviders, ObjectStore } from '../world.ts';
import type { ApiPath } from './api-path.ts';
import { objectFilter } from './object-filter.ts';

const bytes = 1_000_000_000n;

interface MetricSources {
  readonly store: ObjectStore;
  readonly metricsServer: MetricsServer;
  readonly metrics: MetricProviders;
}

/** `metrics.k8s.io/v1beta1`: usage of nodes, and of the pods of one or all namespaces. @throws ClusterError 404 */
export function resourceMetrics(sources: MetricSources, path: ApiPath): unknown {
  switch (path.plural) {
    case 'pods':
      return podsUsage(sources, path);
    case 'nodes':
      return nodesUsage(sources, path);
    default:
      throw unknownPath();
  }
}

function podsUsage({ store, metricsServer }: MetricSources, { apiVersion, namespace, name, query }: ApiPath): unknown {
  const pods = store.list<Pod>(resources.pods, namespace).filter(objectFilter(resources.pods, selectors(query)));
  if (name === undefined) {
    return { kind: 'PodMetricsList', apiVersion, metadata: {}, items: metricsServer.usage(pods).map(podMetrics) };
  }
  const [one] = metricsServer.usage(pods.filter(({ metadata }) => metadata.name === name));
  if (one === undefined)
    throw notFound({ ...resources.pods, apiVersion, plural: 'podmetrics' }, `${namespace}/${name}`);
  return { kind: 'PodMetrics', apiVersion, ...podMetrics(one) };
}

function nodesUsage({ store, metricsServer }: MetricSources, { apiVersion, name, query }: ApiPath): unknown {
  const nodes = store.list<Node>(resources.nodes).filter(objectFilter(resources.nodes, selectors(query)));
  const usages = nodeUsage(metricsServer, nodes, store.list<Pod>(resources.pods));
  if (name === undefined) return { kind: 'NodeMetricsList', apiVersion, metadata: {}, items: usages.map(nodeMetrics) };
  const one = usages.find(({ node }) => node.metadata.name === name);
  if (one === undefined) throw notFound({ ...resources.nodes, apiVersion, plural: 'nodemetrics' }, name);
  return { kind: 'NodeMetrics', apiVersion, ...nodeMetrics(one) };
}

function selectors(query: URLSearchParams): ListOptions {
  return { labelSelector: query.get('labelSelector') ?? '', fieldSelector: query.get('fieldSelector') ?? '' };
}

/** `custom.metrics.k8s.io`: one metric of the pods that a selector matches, or of one pod. The versions name the metric differently. */
export function customMetrics({ metrics }: MetricSources, path: ApiPath): unknown {
  const { apiVersion, namespace = '', plural, name, rest, query } = path;
  const [metricName] = rest;
  if (plural !== 'pods' || metricName === undefined) throw unknownPath();
  const selector = labelSelectorOf(query);
  const samples = asked(() => metrics.podsMetric(namespace, metricName, selector));
  const items = samples
    .filter(({ pod }) => name === '*' || pod === name)
    .map(({ pod, value, timestamp, windowSeconds }) => ({
      describedObject: { kind: 'Pod', namespace, name: pod, apiVersion: '/v1' },
      ...(apiVersion.endsWith('/v1beta1') ? { metricName } : { metric: { name: metricName, selector: null } }),
      timestamp,
      ...(windowSeconds === undefined ? {} : { windowSeconds }),
      value,
      ...(apiVersion.endsWith('/v1beta1') ? { selector: null } : {}),
    }));
  return { kind: 'MetricValueList', apiVersion, metadata: {}, items };
}

/** `external.metrics.k8s.io/v1beta1`: the values of one metric. */
export function externalMetrics({ metrics }: MetricSources, path: ApiPath): unknown {
  const { apiVersion, namespace = '', plural: metricName, query } = path;
  const values = asked(() => metrics.externalMetric(namespace, metricName, labelSelectorOf(query)));
  const items = values.map(({ value, timestamp }) => ({ metricName, metricLabels: null, timestamp, value }));
  return { kind: 'ExternalMetricValueList', apiVersion, metadata: {}, items };
}

function podMetrics({ pod, timestamp, windowMs, containers }: PodUsage): Readonly<Record<string, unknown>> {
  const { name, namespace, labels = {} } = pod.metadata;
  return {
    metadata: { name, namespace, creationTimestamp: formatTime(timestamp), labels },
    timestamp: formatTime(timestamp),
    window: `${windowMs / 1000}s`,
    containers: containers.map(({ name: container, ...usage }) => ({ name: container, usage: amounts(usage) })),
  };
}

function nodeMetrics({ node, timestamp, windowMs, ...usage }: NodeUsage): Readonly<Record<string, unknown>> {
  const { name, labels = {} } = node.metadata;
  return {
    metadata: { name, creationTimestamp: formatTime(timestamp), labels },
    timestamp: formatTime(timestamp),
    window: `${windowMs / 1000}s`,
    usage: amounts(usage),
  };
}

/** metrics-server prints CPU in nanocores without shortening it. */
function amounts({ cpuNanocores, memoryBytes }: { readonly cpuNanocores: bigint; readonly memoryBytes: bigint }): {
  readonly cpu: string;
  readonly memory: string;
} {
  return {
    cpu: cpuNanocores === 0n ? '0' : `${cpuNanocores}n`,
    memory: formatQuantity({ nano: memoryBytes * bytes, format: 'BinarySI' }),
  };
}

/** A query's label selector as an object; pods, unlike nodes, are never selected by comparing numbers. */
function labelSelectorOf(query: URLSearchParams): LabelSelector {
  const { requirements } = parseSelector(query.get('labelSelector') ?? '');
  return { matchExpressions: requirements.map(matchExpression) };
}

function matchExpression({
  key,
  operator,
  values,
}: SelectorRequirement): NonNullable<LabelSelector['matchExpressions']>[number] {
  switch (operator) {
    case '=':
    case '==':
    case 'in':
      return { key, operator: 'In', values };
    case '!=':
    case 'notin':
      return { key, operator: 'NotIn', values };
    case 'exists':
      return { key, operator: 'Exists' };
    case '!':
      return { key, operator: 'DoesNotExist' };
    case '>':
    case '<':
      throw badRequest(`label selector operator ${operator} is not supported here`);
    default:
      return operator satisfies never;
  }
}

/** An adapter's failure reaches the client as an internal error with the adapter's text. */
function asked<T>(query: () => T): T {
  try {
    return query();
  } catch (error) {
    if (error instanceof ClusterError || !(error instanceof Error)) throw error;
    throw new ClusterError(500, 'InternalError', `Internal error occurred: ${error.message}`, { cause: error });
  }
}
