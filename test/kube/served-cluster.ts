import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KubernetesObject } from '../../src/autoscaling/objects.ts';
import { plusMs } from '../../src/autoscaling/units.ts';
import { serveApi } from '../../src/embedded/apiserver/api-server.ts';
import { kubeconfig, type ServerAddress, writeKubeconfig } from '../../src/embedded/apiserver/kubeconfig.ts';
import { createEmbeddedCluster } from '../../src/embedded/create.ts';
import type { EmbeddedCluster } from '../../src/embedded/embedded-cluster.ts';
import { knownConfigMaps } from '../cluster/contract.ts';
import { deployment, namespace } from '../embedded/kernel/objects.ts';
import { setupOf } from '../embedded/kernel/setup.ts';

/** An embedded cluster behind HTTPS in this process, its time at a stand unless told to pass. */
export interface ServedTestCluster {
  readonly embedded: EmbeddedCluster;
  readonly address: ServerAddress;
  passMs(ms: number): Promise<void>;
  close(): Promise<void>;
}

const configMaps: readonly KubernetesObject[] = knownConfigMaps.map((name) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace, labels: { group: 'known' } },
}));

/** With what the contract of the port wants to find, its Deployment running. */
export async function serveTestCluster(
  objects: readonly KubernetesObject[] = [],
  seed = 1,
): Promise<ServedTestCluster> {
  const embedded = createEmbeddedCluster(setupOf([...configMaps, deployment(2), ...objects], { seed }));
  const passMs = (ms: number) => embedded.advanceTo(plusMs(embedded.clock.now(), ms));
  await passMs(10_000);
  const server = await serveApi({ kernel: embedded.kernel });
  return {
    embedded,
    address: server,
    passMs,
    async close() {
      await server.close();
      await embedded.close();
    },
  };
}

/** A kubeconfig in a folder of its own. */
export interface TestKubeconfig {
  readonly path: string;
  readonly folder: string;
  write(address: ServerAddress): void;
  remove(): void;
}

export function placeKubeconfig(address: ServerAddress): TestKubeconfig {
  const folder = mkdtempSync(join(tmpdir(), 'harmony-kube-'));
  const path = join(folder, 'config');
  const write = (to: ServerAddress): void => writeKubeconfig(path, kubeconfig(to, namespace));
  write(address);
  return { path, folder, write, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Resolves once the condition holds. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`the condition did not come true within ${withinMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
