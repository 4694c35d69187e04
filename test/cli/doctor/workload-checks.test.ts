import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Container, Pod } from '../../../src/autoscaling/objects.ts';
import type { Deployment, Node } from '../../../src/cluster/objects.ts';
import type { Cluster } from '../../../src/cluster/port.ts';
import { resources } from '../../../src/cluster/resources.ts';
import type { EmbeddedCluster } from '../../../src/embedded/embedded-cluster.ts';
import { findingOf, findingsOn, listing, openCluster } from './examined-cluster.ts';

let cluster: EmbeddedCluster;
const namespace = 'meme-generator';

beforeAll(async () => {
  cluster = await openCluster();
});
afterAll(() => cluster.close());

async function finding(id: string, on: Cluster = cluster) {
  return findingOf(await findingsOn(on), id);
}

/** The cluster with another container in the backend's pods to come. */
async function withContainer(change: (container: Container) => Container): Promise<Cluster> {
  const deployments = (await cluster.list(resources.deployments, { namespace })).items as readonly Deployment[];
  const changed = deployments.map((deployment) => {
    if (deployment.metadata.name !== 'meme-backend') return deployment;
    const { template } = deployment.spec;
    const containers = template.spec.containers.map(change);
    return {
      ...deployment,
      spec: { ...deployment.spec, template: { ...template, spec: { ...template.spec, containers } } },
    };
  });
  return listing(cluster, { deployments: changed });
}

describe('a workload', () => {
  test('that is not there', async () => {
    expect(await finding('workload.there.meme-backend')).toMatchObject({
      level: 'pass',
      seen: 'Deployment meme-backend has 1 of 1 replicas ready',
    });
    expect(await finding('workload.there.meme-backend', listing(cluster, { deployments: [] }))).toMatchObject({
      level: 'fail',
      seen: 'there is no Deployment meme-backend in namespace meme-generator',
    });
  });

  test('without the requests an HPA takes a share of', async () => {
    expect(await finding('workload.requests.meme-backend.cpu')).toMatchObject({ level: 'pass' });
    const without = await withContainer(({ resources: _, ...container }) => container);
    expect(await finding('workload.requests.meme-backend.cpu', without)).toMatchObject({
      level: 'fail',
      seen: 'container meme-backend of Deployment meme-backend requests no cpu, and an HPA goes by its utilization',
      fix: 'kubectl -n meme-generator set resources deployment/meme-backend -c meme-backend --requests=cpu=100m',
    });
  });

  test('with requests of another resource only', async () => {
    const onlyMemory = await withContainer((container) => ({
      ...container,
      resources: { requests: { memory: '64Mi' } },
    }));
    expect(await finding('workload.requests.meme-backend.cpu', onlyMemory)).toMatchObject({ level: 'fail' });
  });
});

describe('images', () => {
  async function withStatuses(change: (status: NonNullable<Pod['status']>) => Pod['status']): Promise<Cluster> {
    const pods = (await cluster.list(resources.pods)).items as readonly Pod[];
    return listing(cluster, { pods: pods.map((pod) => ({ ...pod, status: change(pod.status ?? {}) })) });
  }

  test('that were pulled', async () => {
    expect(await finding('workload.images.meme-backend')).toMatchObject({
      level: 'pass',
      seen: expect.stringContaining('meme-backend:1.0.0: pulled by a pod') as string,
    });
  });

  test('that cannot be pulled', async () => {
    const waiting = { reason: 'ImagePullBackOff', message: 'Back-off pulling image "x"' };
    const broken = await withStatuses((status) => ({
      ...status,
      containerStatuses: (status.containerStatuses ?? []).map((each) => ({ ...each, state: { waiting } })),
    }));
    expect(await finding('workload.images.meme-backend', broken)).toMatchObject({
      level: 'fail',
      seen: expect.stringContaining('is not pulled: Back-off pulling image') as string,
    });
  });

  test('that no pod has pulled yet', async () => {
    expect(await finding('workload.images.meme-backend', listing(cluster, { pods: [] }))).toMatchObject({
      level: 'warn',
    });
  });
});

describe('capacity for the peak', () => {
  async function withNodes(change: (node: Node) => Node): Promise<Cluster> {
    const nodes = (await cluster.list(resources.nodes)).items as readonly Node[];
    return listing(cluster, { nodes: nodes.map(change) });
  }

  test('that the nodes have', async () => {
    expect(await finding('workload.capacity.meme-backend')).toMatchObject({
      level: 'pass',
      seen: '3 nodes have room for 10 of 10 replicas of meme-backend',
    });
  });

  test('that the nodes do not have: each counts what its own rest holds', async () => {
    const small = await withNodes((node) => ({
      ...node,
      status: { ...node.status, allocatable: { cpu: '155m', memory: '8Gi', pods: '110' } },
    }));
    // 50m each, beside a frontend of 10m on one of the nodes.
    expect(await finding('workload.capacity.meme-backend', small)).toMatchObject({
      level: 'warn',
      seen: '3 nodes have room for 8 of 10 replicas of meme-backend',
      fix: expect.stringContaining('lower maxReplicas to 8') as string,
    });
  });

  test('on nodes that take no pods', async () => {
    const cordoned = await withNodes((node) => ({ ...node, spec: { ...node.spec, unschedulable: true } }));
    expect(await finding('workload.capacity.meme-backend', cordoned)).toMatchObject({
      level: 'warn',
      seen: '0 nodes have room for 0 of 10 replicas of meme-backend',
    });
  });
});
