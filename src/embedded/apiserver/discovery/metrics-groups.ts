import type { ProviderRegistry } from '../../world/provider-registry.ts';
import type { DiscoveredResource, DiscoveredVersion } from './api-groups.ts';

const resourceOf = (name: string, kind: string, verbs: readonly string[], namespaced = true): DiscoveredResource => ({
  name,
  singular: '',
  namespaced,
  kind,
  verbs,
  shortNames: [],
  categories: [],
});

/** What metrics-server, prometheus-adapter and KEDA bring, as they themselves list it. */
export function metricsVersions(metrics: ProviderRegistry): readonly DiscoveredVersion[] {
  const ofPods = metrics.podsMetricNames.map((name) => resourceOf(`pods/${name}`, 'MetricValueList', ['get']));
  const custom = ['custom.metrics.k8s.io/v1beta2', 'custom.metrics.k8s.io/v1beta1'].map((apiVersion) => ({
    apiVersion,
    resources: ofPods,
  }));
  const external = {
    apiVersion: 'external.metrics.k8s.io/v1beta1',
    resources: [resourceOf('externalmetrics', 'ExternalMetricValueList', ['get'])],
  };
  return [
    {
      apiVersion: 'metrics.k8s.io/v1beta1',
      resources: [
        resourceOf('nodes', 'NodeMetrics', ['get', 'list'], false),
        resourceOf('pods', 'PodMetrics', ['get', 'list']),
      ],
    },
    ...(metrics.servesCustomMetrics ? custom : []),
    ...(metrics.servesExternalMetrics ? [external] : []),
  ];
}
