import { describe, expect, onTestFinished, test } from 'vitest';
import { type EpochMs, epochMs, plusMs } from '../../src/autoscaling/units.ts';
import { embeddedSetup } from '../../src/cli/embedded-setup.ts';
import type { Deployment } from '../../src/cluster/objects.ts';
import type { Cluster } from '../../src/cluster/port.ts';
import { resources } from '../../src/cluster/resources.ts';
import { serveApi } from '../../src/embedded/apiserver/api-server.ts';
import { createEmbeddedCluster } from '../../src/embedded/create.ts';
import type { EmbeddedCluster } from '../../src/embedded/embedded-cluster.ts';
import { openKubeCluster } from '../../src/kube/open-kube-cluster.ts';
import { jobLoads } from '../../src/scenario/load-model.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { placeKubeconfig } from './served-cluster.ts';

const scenario = loadScenario('meme-generator');
const startAt = epochMs(Date.UTC(2026, 0, 31, 12));
const warmMs = 60_000;
const watchedMs = 52_000;
/** How often the HPA controller looks. */
const syncSeconds = 15;

/** When the workload was given how many replicas, in seconds after the actions were due. */
type Path = readonly (readonly [seconds: number, replicas: number])[];

interface Run {
  readonly embedded: EmbeddedCluster;
  readonly path: () => Path;
  readonly actAt: EpochMs;
}

async function openRun(): Promise<Run> {
  const embedded = createEmbeddedCluster(embeddedSetup(scenario, { startAt, seed: 7 }));
  onTestFinished(() => embedded.close());
  await embedded.advanceTo(plusMs(startAt, warmMs));
  const actAt = embedded.clock.now();
  const changes: [number, number][] = [];
  embedded.kernel.store.subscribe(resources.deployments, ({ object }) => {
    if (object.metadata.name !== 'meme-backend') return;
    const { replicas = 0 } = (object as Deployment).spec;
    if (changes.at(-1)?.[1] !== replicas) changes.push([(embedded.clock.now() - actAt) / 1000, replicas]);
  });
  return { embedded, path: () => changes, actAt };
}

/** KEDA takes over, and six thousand messages come. */
async function act(cluster: Cluster): Promise<void> {
  const hpa = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', namespace: 'meme-generator' };
  await cluster.delete({ ...hpa, name: 'meme-backend' });
  const mode = scenario.modes.find(({ id }) => id === 'keda-only');
  const load = jobLoads(scenario.loads).find(({ id }) => id === 'burst-6000');
  for (const { object } of mode?.apply ?? []) await cluster.apply(object, { fieldManager: 'harmony', force: true });
  if (load) await cluster.apply(load.job.object, { fieldManager: 'harmony', force: true });
}

async function inProcess(): Promise<Path> {
  const { embedded, path, actAt } = await openRun();
  await act(embedded);
  await embedded.advanceTo(plusMs(actAt, watchedMs));
  return path();
}

async function overHttp(speed: number): Promise<Path> {
  const { embedded, path, actAt } = await openRun();
  const server = await serveApi({ kernel: embedded.kernel });
  const config = placeKubeconfig(server);
  const cluster = await openKubeCluster({ kubeconfig: config.path });
  onTestFinished(async () => {
    await cluster.close();
    await server.close();
    config.remove();
  });
  embedded.pacer.setSpeed(speed);
  embedded.pacer.start();
  await act(cluster);
  while (embedded.clock.now() < plusMs(actAt, watchedMs)) await new Promise((resolve) => setTimeout(resolve, 20));
  await embedded.pacer.stop();
  return path();
}

describe('the same seed and the same actions', { timeout: 120_000 }, () => {
  test.each([1, 20])('give over HTTP at %ix the run that they give in process', async (speed) => {
    const [expected, seen] = await Promise.all([inProcess(), overHttp(speed)]);
    expect(expected.map(([, replicas]) => replicas)).toEqual([4, 8, 10]);
    expect(seen.map(([, replicas]) => replicas)).toEqual([4, 8, 10]);
    for (const [index, [seconds]] of seen.entries()) {
      expect(Math.abs(seconds - (expected[index]?.[0] ?? 0))).toBeLessThanOrEqual(syncSeconds);
    }
  });
});
