import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { resources } from '../../src/cluster/resources.ts';
import { openKubeCluster } from '../../src/kube/open-kube-cluster.ts';
import { placeKubeconfig, serveTestCluster } from './served-cluster.ts';

const program = join(import.meta.dirname, 'fixtures/open-and-close.ts');

test('a process ends by itself once its cluster is closed', { timeout: 60_000 }, async () => {
  const served = await serveTestCluster();
  const config = placeKubeconfig(served.address);
  const child = spawn(process.execPath, [program, config.path], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 50_000,
  });
  const [output, [status]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  expect([output, status]).toEqual(['closed\n', 0]);
  await served.close();
  config.remove();
});

test('a cluster that was closed answers nothing more', async () => {
  const served = await serveTestCluster();
  const config = placeKubeconfig(served.address);
  const cluster = await openKubeCluster({ kubeconfig: config.path });
  expect(cluster.identity).toEqual({ badge: 'LIVE', context: 'harmony-embedded' });
  expect(cluster.namespace).toBe('shop');
  const pending = cluster.list(resources.pods);
  await cluster.close();
  await expect(pending).rejects.toMatchObject({ code: 0, reason: 'Closed' });
  await expect(cluster.getRaw('/version')).rejects.toMatchObject({ code: 0, reason: 'Closed' });
  await served.close();
  config.remove();
});
