import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, test } from 'vitest';
import { resources } from '../../../src/cluster/resources.ts';
import { openKubeCluster } from '../../../src/kube/open-kube-cluster.ts';
import { watchView } from '../faults/watched-view.ts';
import { placeKubeconfig, serveTestCluster, until } from '../served-cluster.ts';

test('everything goes through the proxy that the kubeconfig names', async () => {
  const tunnels: string[] = [];
  const proxy = createServer();
  proxy.on('connect', ({ url = '' }, client) => {
    tunnels.push(url);
    const [host = '', port = ''] = url.split(':');
    const server = connect(Number(port), host, () => client.write('HTTP/1.1 200 Connection established\r\n\r\n'));
    client.on('error', () => server.destroy());
    server.on('error', () => client.destroy());
    client.pipe(server).pipe(client);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const served = await serveTestCluster();
  const kubeconfig = placeKubeconfig(served.address);
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const config = JSON.parse(readFileSync(kubeconfig.path, 'utf8')) as {
    clusters: { cluster: Record<string, string> }[];
  };
  const [named] = config.clusters;
  if (named !== undefined) named.cluster['proxy-url'] = url;
  writeFileSync(kubeconfig.path, JSON.stringify(config));
  const cluster = await openKubeCluster({ kubeconfig: kubeconfig.path });
  const view = watchView(cluster, resources.configMaps);
  await until(() => view.health.at(-1)?.state === 'live');
  expect(Object.keys(view.versions())).toEqual(['alpha', 'beta']);
  expect(await cluster.getRaw('/version')).toMatchObject({ major: '1' });
  expect(tunnels.length).toBeGreaterThan(0);
  expect(new Set(tunnels)).toEqual(new Set([new URL(served.address.url).host]));
  await cluster.close();
  await served.close();
  proxy.closeAllConnections();
  proxy.close();
  kubeconfig.remove();
});
