import type { KubernetesObject, Pod } from '../../autoscaling/objects.ts';
import { parseMilli } from '../../autoscaling/quantity/milli.ts';
import type { Deployment, Job, Node } from '../../cluster/objects.ts';
import { resources } from '../../cluster/resources.ts';
import type { ObjectStore } from '../world.ts';
import { conditionSamples } from './condition-samples.ts';
import type { MetricFamily, MetricSample } from './metric-family.ts';

type Labels = Readonly<Record<string, string>>;

const phases = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'];

/** Workloads and nodes as kube-state-metrics shows them (docs/metrics): what questions about autoscaling need. */
export function objectMetrics(store: ObjectStore): readonly MetricFamily[] {
  return [
    ...deploymentMetrics(store.list<Deployment>(resources.deployments)),
    ...podMetrics(store.list<Pod>(resources.pods)),
    ...jobMetrics(store.list<Job>(resources.jobs)),
    ...nodeMetrics(store.list<Node>(resources.nodes)),
  ];
}

function deploymentMetrics(deployments: readonly Deployment[]): readonly MetricFamily[] {
  const gauges = familiesOf(deployments, (object) => named(object, 'deployment'));
  return [
    gauges('kube_deployment_spec_replicas', 'Number of desired pods for a deployment.', ({ spec }) => spec.replicas),
    gauges(
      'kube_deployment_status_replicas',
      'The number of replicas per deployment.',
      ({ status }) => status?.replicas ?? 0,
    ),
    gauges(
      'kube_deployment_status_replicas_ready',
      'The number of ready replicas per deployment.',
      ({ status }) => status?.readyReplicas ?? 0,
    ),
    gauges(
      'kube_deployment_status_replicas_available',
      'The number of available replicas per deployment.',
      ({ status }) => status?.availableReplicas ?? 0,
    ),
    gauges(
      'kube_deployment_status_replicas_unavailable',
      'The number of unavailable replicas per deployment.',
      ({ status }) => status?.unavailableReplicas ?? 0,
    ),
    gauges(
      'kube_deployment_status_replicas_updated',
      'The number of updated replicas per deployment.',
      ({ status }) => status?.updatedReplicas ?? 0,
    ),
  ];
}

function podMetrics(pods: readonly Pod[]): readonly MetricFamily[] {
  const labels = (pod: Pod): Labels => ({ ...named(pod, 'pod'), uid: pod.metadata.uid ?? '' });
  const family = (
    name: string,
    type: MetricFamily['type'],
    help: string,
    samples: (pod: Pod) => readonly MetricSample[],
  ): MetricFamily => ({ name, type, help, samples: pods.flatMap(samples) });
  const amounts = (kind: 'requests' | 'limits') => (pod: Pod) =>
    pod.spec.containers.flatMap(({ name: container, resources: wanted }) =>
      amountSamples({ ...labels(pod), container, node: pod.spec.nodeName ?? '' }, wanted?.[kind]),
    );
  return [
    family('kube_pod_info', 'gauge', 'Information about pod.', (pod) => {
      const [owner] = pod.metadata.ownerReferences ?? [];
      const about = { created_by_kind: owner?.kind ?? '<none>', created_by_name: owner?.name ?? '<none>' };
      const place = { node: pod.spec.nodeName ?? '', pod_ip: pod.status?.podIP ?? '' };
      return [{ labels: { ...labels(pod), ...place, ...about }, value: 1 }];
    }),
    family('kube_pod_status_phase', 'gauge', 'The pods current phase.', (pod) =>
      phases.map((phase) => ({ labels: { ...labels(pod), phase }, value: pod.status?.phase === phase ? 1 : 0 })),
    ),
    family('kube_pod_status_ready', 'gauge', 'Describes whether the pod is ready to serve requests.', (pod) =>
      conditionSamples(
        labels(pod),
        pod.status?.conditions?.filter(({ type }) => type === 'Ready'),
      ).map(({ labels: { status = '', ...rest }, value }) => ({
        labels: { namespace: rest.namespace ?? '', pod: rest.pod ?? '', uid: rest.uid ?? '', condition: status },
        value,
      })),
    ),
    family(
      'kube_pod_container_status_restarts_total',
      'counter',
      'The number of container restarts per container.',
      (pod) =>
        (pod.status?.containerStatuses ?? []).map(({ name: container, restartCount }) => ({
          labels: { ...labels(pod), container },
          value: restartCount,
        })),
    ),
    family(
      'kube_pod_container_resource_requests',
      'gauge',
      'The number of requested request resource by a container.',
      amounts('requests'),
    ),
    family(
      'kube_pod_container_resource_limits',
      'gauge',
      'The number of requested limit resource by a container.',
      amounts('limits'),
    ),
  ];
}

function jobMetrics(jobs: readonly Job[]): readonly MetricFamily[] {
  const gauges = familiesOf(jobs, (object) => named(object, 'job_name'));
  return [
    gauges('kube_job_status_active', 'The number of actively running pods.', ({ status }) => status?.active ?? 0),
    gauges(
      'kube_job_status_succeeded',
      'The number of pods which reached Phase Succeeded.',
      ({ status }) => status?.succeeded ?? 0,
    ),
    gauges(
      'kube_job_status_failed',
      'The number of pods which reached Phase Failed.',
      ({ status }) => status?.failed ?? 0,
    ),
  ];
}

function nodeMetrics(nodes: readonly Node[]): readonly MetricFamily[] {
  const family = (name: string, help: string, samples: (node: Node) => readonly MetricSample[]): MetricFamily => ({
    name,
    type: 'gauge',
    help,
    samples: nodes.flatMap(samples),
  });
  return [
    family('kube_node_info', 'Information about a cluster node.', ({ metadata }) => [
      { labels: { node: metadata.name }, value: 1 },
    ]),
    family('kube_node_status_condition', 'The condition of a cluster node.', ({ metadata, status }) =>
      conditionSamples({ node: metadata.name }, status?.conditions),
    ),
    family(
      'kube_node_status_allocatable',
      'The allocatable for different resources of a node that are available for scheduling.',
      ({ metadata, status }) => amountSamples({ node: metadata.name }, status?.allocatable),
    ),
  ];
}

function familiesOf<T extends KubernetesObject>(objects: readonly T[], labelsOf: (object: T) => Labels) {
  return (name: string, help: string, measure: (object: T) => number | undefined): MetricFamily => ({
    name,
    type: 'gauge',
    help,
    samples: objects.flatMap((object) => {
      const value = measure(object);
      return value === undefined ? [] : [{ labels: labelsOf(object), value }];
    }),
  });
}

function named({ metadata }: KubernetesObject, label: string): Labels {
  return { namespace: metadata.namespace ?? '', [label]: metadata.name };
}

const units: Readonly<Record<string, string>> = { cpu: 'core', memory: 'byte', pods: 'integer' };

function amountSamples(labels: Labels, amounts: Readonly<Record<string, string>> = {}): readonly MetricSample[] {
  return Object.entries(amounts).map(([resource, amount]) => ({
    labels: { ...labels, resource, unit: units[resource] ?? 'integer' },
    value: Number(parseMilli(amount)) / 1000,
  }));
}
