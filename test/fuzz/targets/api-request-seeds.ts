const containers = [
  { name: 'c', image: 'web:1', ports: [{ containerPort: 80 }], resources: { requests: { cpu: '100m' } } },
];
const template = { metadata: { labels: { app: 'web' } }, spec: { containers } };
const apps = '/apis/apps/v1/namespaces/default/deployments';
const core = '/api/v1/namespaces/default';

/** What is sent to make one of each, by the path of its collection. */
const objects: readonly (readonly [string, object])[] = [
  [
    apps,
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', labels: { app: 'web' } },
      spec: { replicas: 2, selector: { matchLabels: { app: 'web' } }, template },
    },
  ],
  [
    `${core}/pods`,
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p', labels: { app: 'x' } },
      spec: { containers, restartPolicy: 'Never' },
    },
  ],
  [
    `${core}/services`,
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web' },
      spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 80 }] },
    },
  ],
  [`${core}/configmaps`, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data: { a: 'b' } }],
  [
    '/apis/batch/v1/namespaces/default/jobs',
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'j' },
      spec: {
        backoffLimit: 1,
        template: {
          spec: {
            restartPolicy: 'Never',
            containers: [{ name: 'c', image: 'i', command: ['sh', '-c', 'sleep 1; echo x'] }],
          },
        },
      },
    },
  ],
  [
    '/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers',
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web' },
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        minReplicas: 1,
        maxReplicas: 5,
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } },
        ],
        behavior: { scaleDown: { policies: [{ type: 'Pods', value: 1, periodSeconds: 15 }] } },
      },
    },
  ],
  [
    '/apis/autoscaling/v1/namespaces/default/horizontalpodautoscalers',
    {
      apiVersion: 'autoscaling/v1',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'old' },
      spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' }, maxReplicas: 5, targetCPUUtilizationPercentage: 50 },
    },
  ],
  [
    '/apis/keda.sh/v1alpha1/namespaces/default/scaledobjects',
    {
      apiVersion: 'keda.sh/v1alpha1',
      kind: 'ScaledObject',
      metadata: { name: 's' },
      spec: {
        scaleTargetRef: { name: 'web' },
        minReplicaCount: 0,
        triggers: [
          { type: 'cron', metadata: { timezone: 'UTC', start: '0 6 * * *', end: '0 20 * * *', desiredReplicas: '3' } },
        ],
        advanced: { scalingModifiers: { formula: 'a + 1', target: '2' } },
      },
    },
  ],
  [
    '/apis/autoscaling.k8s.io/v1/namespaces/default/verticalpodautoscalers',
    {
      apiVersion: 'autoscaling.k8s.io/v1',
      kind: 'VerticalPodAutoscaler',
      metadata: { name: 'v' },
      spec: {
        targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
        updatePolicy: { updateMode: 'Auto' },
        resourcePolicy: { containerPolicies: [{ containerName: '*', minAllowed: { cpu: '50m' } }] },
      },
    },
  ],
  [
    '/apis/policy/v1/namespaces/default/poddisruptionbudgets',
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'b' },
      spec: { minAvailable: '50%', selector: { matchLabels: { app: 'web' } } },
    },
  ],
  [
    '/apis/coordination.k8s.io/v1/namespaces/default/leases',
    {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name: 'l' },
      spec: { holderIdentity: 'x', leaseDurationSeconds: 15, renewTime: '2025-10-01T09:00:00.000000Z' },
    },
  ],
  ['/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } }],
  [
    `${core}/events`,
    {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'e' },
      involvedObject: { kind: 'Pod', name: 'p' },
      reason: 'R',
      message: 'm',
      type: 'Normal',
    },
  ],
];

function request(
  line: string,
  body: unknown = '',
  contentType = 'application/json',
  accept = 'application/json',
): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return `${line}\ncontent-type: ${contentType}\naccept: ${accept}\n\n${text}`;
}

/** A message of a protocol buffer's field of bytes. */
function field(number: number, bytes: string): string {
  return String.fromCharCode(number * 8 + 2, bytes.length) + bytes;
}

const protobufJob =
  'k8s\0' +
  field(1, field(1, 'batch/v1') + field(2, 'Job')) +
  field(
    2,
    field(1, field(1, 'pb')) +
      field(2, field(6, field(2, field(2, field(1, 'c') + field(2, 'i')) + field(3, 'Never')))),
  );

const table = 'application/json;as=Table;v=v1;g=meta.k8s.io';

/** Requests as kubectl, KEDA and controllers send them. */
export const apiRequestSeeds: readonly string[] = [
  ...objects.map(([path, object]) => request(`POST ${path}?fieldManager=kubectl-create`, object)),
  ...objects.map(([path]) => request(`GET ${path}?limit=2&labelSelector=app%3Dweb`, '', '', table)),
  request(`PUT ${apps}/web`, objects[0]?.[1]),
  request(
    `PATCH ${apps}/web`,
    { spec: { template: { spec: { containers: [{ name: 'c', env: [{ name: 'A', value: 'b' }] }] } } } },
    'application/strategic-merge-patch+json',
  ),
  request(
    `PATCH ${apps}/web`,
    { metadata: { annotations: { a: null } }, spec: { replicas: 3 } },
    'application/merge-patch+json',
  ),
  request(
    `PATCH ${apps}/web`,
    [
      { op: 'test', path: '/spec/replicas', value: 2 },
      { op: 'replace', path: '/spec/replicas', value: 1 },
      { op: 'move', from: '/metadata/labels/app', path: '/metadata/labels/b' },
    ],
    'application/json-patch+json',
  ),
  request(
    `PATCH ${apps}/web?fieldManager=me&force=true`,
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 2 }\n',
    'application/apply-patch+yaml',
  ),
  request(`PATCH ${apps}/web/scale`, { spec: { replicas: 4 } }, 'application/merge-patch+json'),
  request(`PUT ${apps}/web/scale`, {
    apiVersion: 'autoscaling/v1',
    kind: 'Scale',
    metadata: { name: 'web' },
    spec: { replicas: 1 },
  }),
  request(`DELETE ${apps}/web`, {
    kind: 'DeleteOptions',
    apiVersion: 'v1',
    propagationPolicy: 'Foreground',
    gracePeriodSeconds: 0,
    preconditions: { uid: 'x' },
  }),
  request(`DELETE ${core}/pods?labelSelector=app%3Dx&propagationPolicy=Orphan`),
  request(`POST ${core}/pods/p/eviction`, {
    apiVersion: 'policy/v1',
    kind: 'Eviction',
    metadata: { name: 'p' },
    deleteOptions: { gracePeriodSeconds: 1 },
  }),
  request(`GET ${core}/pods/p/log?container=c&tailLines=5&timestamps=true&sinceSeconds=10&limitBytes=10`),
  request(
    `GET ${core}/pods?watch=true&resourceVersion=1&allowWatchBookmarks=true&timeoutSeconds=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan`,
  ),
  request(`GET ${core}/pods?fieldSelector=status.phase%3DRunning,metadata.name!%3Dx`, '', '', table),
  request('GET /apis', '', '', 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'),
  request('GET /openapi/v3/apis/apps/v1'),
  request('GET /openapi/v2'),
  request('GET /apis/metrics.k8s.io/v1beta1/namespaces/default/pods?labelSelector=app%3Dweb', '', '', table),
  request('GET /apis/custom.metrics.k8s.io/v1beta2/namespaces/default/pods/*/rate?metricLabelSelector=a%3Db'),
  request(
    'GET /apis/external.metrics.k8s.io/v1beta1/namespaces/default/s0-cron?labelSelector=scaledobject.keda.sh%2Fname%3Ds',
  ),
  request(`GET ${core}/services/http:web:80/proxy/api/v1/query?query=up`),
  request('POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes: { verb: 'get', resource: 'pods' } },
  }),
  request('POST /apis/batch/v1/namespaces/default/jobs', protobufJob, 'application/vnd.kubernetes.protobuf'),
  request(`PUT ${core}/pods/p/status`, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'p' },
    status: { phase: 'Running' },
  }),
  request('PUT /api/v1/namespaces/other/finalize', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'other' },
    spec: { finalizers: [] },
  }),
  request('GET /metrics'),
];
