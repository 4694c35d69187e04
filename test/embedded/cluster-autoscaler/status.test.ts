import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { resources } from '../../../src/cluster/resources.ts';
import { deployment } from '../kernel/objects.ts';
import { type Autoscaled, autoscaled, small } from './autoscaled.ts';

const web = deployment(1, { container: { resources: { requests: { cpu: '1500m', memory: '64Mi' } } } });

/** How often the status ConfigMap is written while `seconds` pass. */
async function writesIn(cluster: Autoscaled, seconds: number): Promise<number> {
  let writes = 0;
  const stop = cluster.store.subscribe(resources.configMaps, () => {
    writes += 1;
  });
  await cluster.pass(seconds);
  stop();
  return writes;
}

describe('the status ConfigMap', () => {
  it('is there from the start, and tells of the cluster and of each group after the first scan', async () => {
    const cluster = autoscaled([web], { nodes: [small] });
    await cluster.pass(1);
    expect(parse(cluster.status())).toEqual({
      time: '2025-10-01 09:00:00 +0000 UTC',
      autoscalerStatus: 'Initializing',
    });
    await cluster.pass(11);
    const probed = { lastProbeTime: '2025-10-01T09:00:10Z', lastTransitionTime: '2025-10-01T09:00:10Z' };
    const registered = { total: 1, ready: 1, notStarted: 0, unready: { total: 0, resourceUnready: 0 } };
    const nodeCounts = { registered, longUnregistered: 0, unregistered: 0 };
    const idle = {
      scaleUp: { status: 'NoActivity', ...probed },
      scaleDown: { status: 'NoCandidates', ...probed },
    };
    expect(parse(cluster.status())).toEqual({
      time: '2025-10-01 09:00:10 +0000 UTC',
      autoscalerStatus: 'Running',
      clusterWide: { health: { status: 'Healthy', nodeCounts, ...probed }, ...idle },
      nodeGroups: [
        {
          name: 'small',
          health: { status: 'Healthy', nodeCounts, cloudProviderTarget: 1, minSize: 1, maxSize: 5, ...probed },
          ...idle,
        },
      ],
    });
  });

  it('says when it was written, in an annotation', async () => {
    const cluster = autoscaled([web]);
    await cluster.pass(15);
    const map = cluster.store.get(resources.configMaps, 'kube-system', 'cluster-autoscaler-status');
    expect(map?.metadata.annotations).toEqual({
      'cluster-autoscaler.kubernetes.io/last-updated': '2025-10-01 09:00:10 +0000 UTC',
    });
  });

  it('is written when something changes, and otherwise once a minute', async () => {
    const cluster = autoscaled([web], { nodes: [small] });
    await cluster.pass(15);
    expect(await writesIn(cluster, 600)).toBe(10);
    cluster.scale(3);
    const during = await writesIn(cluster, 100);
    expect(during).toBeGreaterThan(2);
    expect(during).toBeLessThan(10);
  });

  it('follows a scale-up from the order to the ready node', async () => {
    const cluster = autoscaled([web], { nodes: [small] });
    await cluster.pass(10);
    cluster.scale(2);
    const seen: string[] = [];
    for (let second = 0; second < 100; second += 1) {
      await cluster.pass(1);
      const { scaleUp, health } = parse(cluster.status()).clusterWide;
      const { registered, unregistered } = health.nodeCounts;
      const line = `${scaleUp.status} ${unregistered} ordered, ${registered.notStarted} starting, ${registered.ready} ready`;
      if (seen.at(-1) !== line) seen.push(line);
    }
    expect(seen).toEqual([
      'NoActivity 0 ordered, 0 starting, 1 ready',
      'InProgress 1 ordered, 0 starting, 1 ready',
      expect.stringMatching(/0 ordered, 1 starting, 1 ready$/),
      'NoActivity 0 ordered, 0 starting, 2 ready',
    ]);
  });
});
