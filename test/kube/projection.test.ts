import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../src/autoscaling/objects.ts';
import { projected } from '../../src/kube/objects/projection.ts';

const managedFields = [
  {
    manager: 'hpa',
    operation: 'Update' as const,
    time: '2025-01-01T00:00:00Z',
    subresource: 'scale',
    fieldsV1: { 'f:spec': { 'f:replicas': {} } },
  },
  { manager: 'kubectl', operation: 'Apply' as const, fieldsV1: { 'f:spec': { 'f:template': { 'f:spec': {} } } } },
];
const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{}', 'autoscaling.keda.sh/paused': 'true' };

describe('an object on its way into the program', () => {
  test('loses its last configuration, and keeps who wrote the replicas and when the status was written', () => {
    const hpa: KubernetesObject = {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web', annotations, managedFields },
      spec: { maxReplicas: 3 },
    };
    expect(projected(hpa)).toEqual({
      ...hpa,
      metadata: {
        name: 'web',
        annotations: { 'autoscaling.keda.sh/paused': 'true' },
        managedFields: [managedFields[0], { manager: 'kubectl', operation: 'Apply' }],
      },
    });
  });

  test('loses of a pod what neither scheduling nor requests nor its life need', () => {
    const pod: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web-1', managedFields },
      spec: {
        containers: [
          {
            name: 'web',
            resources: { requests: { cpu: '1' } },
            volumeMounts: [{ name: 'x' }],
            terminationMessagePath: '/dev',
          },
        ],
        volumes: [
          { name: 'x', emptyDir: { medium: 'Memory' } },
          { name: 'y', projected: { sources: [] } },
        ],
        serviceAccountName: 'default',
        nodeName: 'n1',
      },
      status: {
        phase: 'Running',
        hostIPs: [],
        containerStatuses: [{ name: 'web', ready: true, restartCount: 0, imageID: 'sha256:0', containerID: 'c' }],
      },
    };
    expect(projected(pod)).toEqual({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web-1' },
      spec: {
        containers: [{ name: 'web', resources: { requests: { cpu: '1' } } }],
        volumes: [{ name: 'x', emptyDir: {} }, { name: 'y' }],
        nodeName: 'n1',
      },
      status: { phase: 'Running', containerStatuses: [{ name: 'web', ready: true, restartCount: 0 }] },
    });
  });

  test('loses the images of a node', () => {
    const status = { capacity: { cpu: '4' }, images: [{ names: ['web:1'] }] };
    const node: KubernetesObject = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n1' }, status };
    expect(projected(node).status).toEqual({ capacity: { cpu: '4' } });
  });
});
