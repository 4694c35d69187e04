/** A pod as an API server sends it, of about five kilobytes: most of it is nothing the program looks at. */
export function largePod(index: number, resourceVersion: number): object {
  const name = `web-7d9c5b8f6d-${index.toString(36).padStart(5, '0')}`;
  const time = '2025-10-01T09:00:00Z';
  return {
    metadata: {
      name,
      namespace: 'shop',
      uid: `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`,
      resourceVersion: String(resourceVersion),
      creationTimestamp: time,
      labels: { app: 'web', 'pod-template-hash': '7d9c5b8f6d' },
      annotations: {
        'kubectl.kubernetes.io/last-applied-configuration': 'x'.repeat(1000),
        'prometheus.io/scrape': 'true',
      },
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-7d9c5b8f6d', uid: 'rs', controller: true },
      ],
      managedFields: ['kube-controller-manager', 'kubelet'].map((manager) => ({
        manager,
        operation: 'Update',
        time,
        fieldsV1: Object.fromEntries(Array.from({ length: 25 }, (_, field) => [`f:field-${field}`, { 'f:name': {} }])),
      })),
    },
    spec: {
      nodeName: `node-${index % 50}`,
      serviceAccountName: 'default',
      containers: [
        {
          name: 'web',
          image: 'registry.example/web:1.2.3',
          resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '500m' } },
          env: Array.from({ length: 8 }, (_, variable) => ({
            name: `VARIABLE_${variable}`,
            value: `value-${variable}`,
          })),
          volumeMounts: [{ name: 'kube-api-access', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' }],
        },
      ],
      volumes: [
        { name: 'kube-api-access', projected: { sources: Array.from({ length: 3 }, () => ({ configMap: {} })) } },
      ],
      tolerations: [{ key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' }],
    },
    status: {
      phase: 'Running',
      startTime: time,
      conditions: ['Initialized', 'Ready', 'ContainersReady', 'PodScheduled'].map((type) => ({
        type,
        status: 'True',
        lastTransitionTime: time,
      })),
      containerStatuses: [
        { name: 'web', ready: true, restartCount: 0, image: 'web:1.2.3', imageID: `sha256:${'0'.repeat(64)}` },
      ],
    },
  };
}
