import { describe, expect, it } from 'vitest';
import {
  isUnschedulable,
  type NodeObject,
  podRequests,
  simulatedNode,
  simulatedPod,
} from '../../../src/autoscaling/cluster-autoscaler/from-objects.ts';
import type { Container, Pod, PodSpec } from '../../../src/autoscaling/objects.ts';
import { gibibyte } from './cluster-fixture.ts';

function container(name: string, cpu: string, memory: string, restartPolicy?: string): Container {
  return { name, resources: { requests: { cpu, memory } }, ...(restartPolicy && { restartPolicy }) };
}

function podOf(spec: Partial<PodSpec>, parts: Partial<Pod> = {}): Pod {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [], ...spec }, ...parts };
}

describe('the requests of a pod', () => {
  it.each<[string, Partial<PodSpec>, number, number]>([
    [
      'are summed over containers',
      { containers: [container('a', '100m', '1Gi'), container('b', '0.25', '512Mi')] },
      350,
      1.5,
    ],
    [
      'are those of an init container that needs more',
      { containers: [container('a', '100m', '2Gi')], initContainers: [container('i', '1', '1Gi')] },
      1000,
      2,
    ],
    [
      'add sidecars to containers, and to init containers after them',
      {
        containers: [container('a', '100m', '1Gi')],
        initContainers: [
          container('before', '300m', '1Gi'),
          container('sidecar', '200m', '1Gi', 'Always'),
          container('after', '300m', '1Gi'),
        ],
      },
      500,
      2,
    ],
    [
      'are those of the pod where it has its own',
      { containers: [container('a', '100m', '1Gi')], resources: { requests: { cpu: '2' } } },
      2000,
      1,
    ],
    ['are nothing without any', {}, 0, 0],
  ])('%s', (_what, spec, cpuMillicores, gib) => {
    expect(podRequests(podOf(spec))).toEqual({ cpuMillicores, memoryBytes: gib * gibibyte });
  });
});

describe('a pod', () => {
  it('is seen with its controller, node and local volumes', () => {
    const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'rs', uid: 'u', controller: true };
    const seen = simulatedPod(
      podOf(
        { nodeName: 'n1', priority: 7, volumes: [{ name: 'cache', emptyDir: {} }] },
        {
          metadata: {
            name: 'p',
            namespace: 'web',
            ownerReferences: [owner],
            creationTimestamp: '1970-01-01T00:00:01Z',
          },
        },
      ),
    );
    expect(seen).toMatchObject({
      namespace: 'web',
      nodeName: 'n1',
      priority: 7,
      usesLocalStorage: true,
      controller: { kind: 'ReplicaSet', uid: 'u' },
      createdAt: 1000,
    });
    expect(simulatedPod(podOf({ volumes: [{ name: 'config' }] })).usesLocalStorage).toBe(false);
  });

  it('is unschedulable when the scheduler says so, and neither bound nor going', () => {
    const conditions = [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' }] as const;
    expect(isUnschedulable(podOf({}, { status: { conditions } }))).toBe(true);
    expect(isUnschedulable(podOf({ nodeName: 'n1' }, { status: { conditions } }))).toBe(false);
    expect(isUnschedulable(podOf({}))).toBe(false);
    const gone = { metadata: { name: 'p', deletionTimestamp: '1970-01-01T00:00:01Z' }, status: { conditions } };
    expect(isUnschedulable(podOf({}, gone))).toBe(false);
  });
});

describe('a node', () => {
  const object: NodeObject = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'n1', labels: { zone: 'a' } },
    spec: { unschedulable: true, taints: [{ key: 'k', effect: 'NoSchedule' }] },
    status: {
      capacity: { cpu: '4', memory: '16Gi', pods: '29' },
      allocatable: { cpu: '3920m', memory: '15Gi', pods: '29' },
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  };

  it('is seen with what it has and what of it can be given out', () => {
    expect(simulatedNode(object, 'pool')).toMatchObject({
      name: 'n1',
      nodeGroup: 'pool',
      labels: { zone: 'a' },
      unschedulable: true,
      taints: [{ key: 'k', effect: 'NoSchedule' }],
      ready: true,
      capacity: { cpuMillicores: 4000, memoryBytes: 16 * gibibyte, pods: 29 },
      allocatable: { cpuMillicores: 3920, memoryBytes: 15 * gibibyte, pods: 29 },
    });
  });

  it('gives out all it has where it does not say, takes 110 pods, and belongs to no group unless told', () => {
    const plain = simulatedNode({ ...object, status: { capacity: { cpu: '2', memory: '1Gi' } } }, undefined);
    expect(plain.allocatable).toEqual({ cpuMillicores: 2000, memoryBytes: gibibyte, pods: 110 });
    expect(plain.ready).toBe(false);
    expect('nodeGroup' in plain).toBe(false);
  });
});
