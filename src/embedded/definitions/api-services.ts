import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { type EpochMs, formatTime } from '../../autoscaling/units.ts';
import { resources } from '../../cluster/resources.ts';
import type { DiscoveredVersion } from '../apiserver/discovery/api-groups.ts';
import { groupAndVersion } from '../store/refusals.ts';

/** Which program answers for a group that the API server itself does not serve, where its own manifests put it. */
const programs: Readonly<Record<string, { readonly namespace: string; readonly name: string }>> = {
  'metrics.k8s.io': { namespace: 'kube-system', name: 'metrics-server' },
  'custom.metrics.k8s.io': { namespace: 'monitoring', name: 'prometheus-adapter' },
  'external.metrics.k8s.io': { namespace: 'keda', name: 'keda-operator-metrics-apiserver' },
};

/** One APIService for every version that clients discover: those of the server itself are `Local`. */
export function apiServices(versions: readonly DiscoveredVersion[], now: EpochMs): readonly KubernetesObject[] {
  return versions.map(({ apiVersion }) => apiService(apiVersion, now));
}

function apiService(ofVersion: string, now: EpochMs): KubernetesObject {
  const [group, version] = groupAndVersion(ofVersion);
  const service = programs[group];
  const { apiVersion, kind } = resources.apiServices;
  const available =
    service === undefined
      ? { reason: 'Local', message: 'Local APIServices are always available' }
      : { reason: 'Passed', message: 'all checks passed' };
  return {
    apiVersion,
    kind,
    metadata: { name: `${version}.${group}` },
    spec: {
      ...(group === '' ? {} : { group }),
      version,
      groupPriorityMinimum: service === undefined ? 17_000 : 100,
      versionPriority: 100,
      ...(service === undefined ? {} : { service: { ...service, port: 443 }, insecureSkipTLSVerify: true }),
    },
    status: {
      conditions: [{ type: 'Available', status: 'True', lastTransitionTime: formatTime(now), ...available }],
    },
  };
}
