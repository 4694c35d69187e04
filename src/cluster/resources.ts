import type { ResourceType } from './port.ts';

const type = (apiVersion: string, kind: string, plural: string, namespaced = true): ResourceType => ({
  apiVersion,
  kind,
  plural,
  namespaced,
});

/** The resource types Harmony watches or writes. */
export const resources = {
  namespaces: type('v1', 'Namespace', 'namespaces', false),
  nodes: type('v1', 'Node', 'nodes', false),
  pods: type('v1', 'Pod', 'pods'),
  services: type('v1', 'Service', 'services'),
  configMaps: type('v1', 'ConfigMap', 'configmaps'),
  secrets: type('v1', 'Secret', 'secrets'),
  events: type('v1', 'Event', 'events'),
  deployments: type('apps/v1', 'Deployment', 'deployments'),
  replicaSets: type('apps/v1', 'ReplicaSet', 'replicasets'),
  podDisruptionBudgets: type('policy/v1', 'PodDisruptionBudget', 'poddisruptionbudgets'),
  leases: type('coordination.k8s.io/v1', 'Lease', 'leases'),
  jobs: type('batch/v1', 'Job', 'jobs'),
  horizontalPodAutoscalers: type('autoscaling/v2', 'HorizontalPodAutoscaler', 'horizontalpodautoscalers'),
  scaledObjects: type('keda.sh/v1alpha1', 'ScaledObject', 'scaledobjects'),
  verticalPodAutoscalers: type('autoscaling.k8s.io/v1', 'VerticalPodAutoscaler', 'verticalpodautoscalers'),
  verticalPodAutoscalerCheckpoints: type(
    'autoscaling.k8s.io/v1',
    'VerticalPodAutoscalerCheckpoint',
    'verticalpodautoscalercheckpoints',
  ),
  customResourceDefinitions: type(
    'apiextensions.k8s.io/v1',
    'CustomResourceDefinition',
    'customresourcedefinitions',
    false,
  ),
  apiServices: type('apiregistration.k8s.io/v1', 'APIService', 'apiservices', false),
} as const;

/** The type of an object or reference; undefined for one Harmony does not know. */
export function resourceOf(ref: { readonly apiVersion: string; readonly kind: string }): ResourceType | undefined {
  return Object.values(resources).find((known) => known.apiVersion === ref.apiVersion && known.kind === ref.kind);
}
