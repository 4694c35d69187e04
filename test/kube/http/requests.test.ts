import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { resources } from '../../../src/cluster/resources.ts';
import type { KubeCluster } from '../../../src/kube/kube-cluster.ts';
import { openKubeCluster } from '../../../src/kube/open-kube-cluster.ts';
import { openStubServer, type Received, type StubServer } from '../stub-server.ts';

let server: StubServer;
let cluster: KubeCluster;
let folder: string;
let answer: (request: Received, response: ServerResponse) => unknown;

beforeEach(async () => {
  server = await openStubServer((request, response) => answer(request, response));
  folder = mkdtempSync(join(tmpdir(), 'harmony-requests-'));
  const kubeconfig = join(folder, 'config');
  const config = {
    clusters: [{ name: 'c', cluster: { server: `${server.url}/k8s/clusters/c-1` } }],
    contexts: [{ name: 'x', context: { cluster: 'c' } }],
    'current-context': 'x',
  };
  writeFileSync(kubeconfig, JSON.stringify(config));
  cluster = await openKubeCluster({ kubeconfig });
});

afterEach(async () => {
  await cluster.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const paths = () => server.received.map(({ method, path }) => `${method} ${path}`);
const status = (code: number, reason: string, message: string) => ({ kind: 'Status', code, reason, message });
const page = (names: readonly string[], token?: string) => ({
  kind: 'PodList',
  metadata: { resourceVersion: '7', continue: token },
  items: names.map((name) => ({ metadata: { name }, spec: { containers: [] } })),
});

describe('a list', () => {
  test('is read page by page below the path of the server, and says what its items are', async () => {
    answer = ({ path }) => (path.includes('continue=next') ? page(['b']) : page(['a'], 'next'));
    const { items, resourceVersion } = await cluster.list(resources.pods, {
      namespace: 'n',
      labelSelector: 'app in (a,b)',
    });
    expect(items).toMatchObject([
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } },
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'b' } },
    ]);
    expect(resourceVersion).toBe('7');
    expect(paths()).toEqual([
      'GET /k8s/clusters/c-1/api/v1/namespaces/n/pods?labelSelector=app+in+%28a%2Cb%29&limit=500',
      'GET /k8s/clusters/c-1/api/v1/namespaces/n/pods?labelSelector=app+in+%28a%2Cb%29&limit=500&continue=next',
    ]);
  });

  test('begins again when a page has grown too old, but not for ever', async () => {
    let refusals = 1;
    answer = ({ path }, response) => {
      if (!path.includes('continue=')) return page(['a'], 'next');
      if (refusals === 0) return page(['b']);
      refusals -= 1;
      response.statusCode = 410;
      return status(410, 'Expired', 'too old');
    };
    expect((await cluster.list(resources.pods)).items.map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
    refusals = 9;
    await expect(cluster.list(resources.pods)).rejects.toMatchObject({ code: 410 });
  });

  test('that is compressed is read, and one that is no list is refused', async () => {
    answer = ({ headers }, response) => {
      expect(headers['accept-encoding']).toBe('gzip');
      response.setHeader('content-encoding', 'gzip').end(gzipSync(JSON.stringify(page(['zipped']))));
    };
    expect((await cluster.list(resources.pods)).items).toHaveLength(1);
    answer = () => ({ kind: 'Pod' });
    await expect(cluster.list(resources.pods)).rejects.toMatchObject({ code: 0, reason: 'InvalidAnswer' });
  });
});

describe('a read', () => {
  test('waits as long as the server asks it to, a write is refused at once', async () => {
    let refusals = 1;
    answer = (_, response) => {
      if (refusals === 0) return { major: '1' };
      refusals -= 1;
      response.statusCode = 429;
      response.setHeader('retry-after', '0.05');
      return status(429, 'TooManyRequests', 'slow down');
    };
    expect(await cluster.getRaw('/version')).toEqual({ major: '1' });
    refusals = 1;
    const pod = { apiVersion: 'v1', kind: 'Pod', namespace: 'n', name: 'p' };
    await expect(cluster.delete(pod)).rejects.toMatchObject({ code: 429, message: 'slow down' });
  });

  test('is sent once more when a kept connection turns out to be dead', async () => {
    let cuts = 1;
    answer = (_, response) => {
      if (cuts === 0) return { major: '1' };
      cuts -= 1;
      response.destroy();
    };
    expect(await cluster.getRaw('/version')).toEqual({ major: '1' });
    cuts = 2;
    await expect(cluster.getRaw('/version')).rejects.toMatchObject({ code: 0, reason: 'ServiceUnavailable' });
  });

  test('tells errors by their Status, or by the beginning of whatever text came, without credentials', async () => {
    answer = (_, response) => {
      response.statusCode = 502;
      response.end('bad gateway for Bearer abc.def\nand more');
    };
    await expect(cluster.getRaw('/version')).rejects.toMatchObject({
      code: 502,
      reason: 'ServiceUnavailable',
      message: 'bad gateway for Bearer [redacted]',
    });
    answer = (_, response) => void response.end('<html>');
    await expect(cluster.getRaw('/version')).rejects.toMatchObject({
      message: 'the answer to GET /version is not JSON',
    });
  });

  test('that is refused says what the refusal is about', async () => {
    const details = {
      name: 'web',
      kind: 'pods',
      causes: [{ reason: 'DisruptionBudget', message: 'needs 1' }],
      retryAfterSeconds: 0,
    };
    answer = (_, response) => {
      response.statusCode = 422;
      return { ...status(422, 'Invalid', 'no'), details };
    };
    await expect(cluster.getRaw('/version')).rejects.toMatchObject({ code: 422, details });
  });

  test('of an object that is not there is undefined; kinds that are not known are looked up', async () => {
    answer = ({ path }, response) => {
      if (path.endsWith('/apis/example.com/v1'))
        return {
          resources: [
            { kind: 'Thing', name: 'things', namespaced: true },
            { kind: 'Thing', name: 'things/status' },
          ],
        };
      response.statusCode = 404;
      return status(404, 'NotFound', 'things "t" not found');
    };
    const thing = { apiVersion: 'example.com/v1', kind: 'Thing', namespace: 'n', name: 't' };
    expect(await cluster.get(thing)).toBeUndefined();
    expect(paths().at(-1)).toBe('GET /k8s/clusters/c-1/apis/example.com/v1/namespaces/n/things/t');
    await expect(cluster.get({ ...thing, kind: 'Other' })).rejects.toMatchObject({ code: 404 });
  });

  test('through a service goes to its proxy', async () => {
    answer = () => ({ ok: true });
    await cluster.serviceProxy({ namespace: 'n', name: 'nats', port: 8222 }, '/jsz?consumers=true');
    expect(paths()).toEqual([
      'GET /k8s/clusters/c-1/api/v1/namespaces/n/services/http:nats:8222/proxy/jsz?consumers=true',
    ]);
  });
});

describe('a write', () => {
  test('applies, scales and deletes as kubectl does', async () => {
    answer = () => ({ kind: 'ok' });
    const metadata = { name: 'web', namespace: 'n', managedFields: [{ manager: 'other' }] };
    await cluster.apply(
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata },
      { fieldManager: 'harmony', force: true, dryRun: true },
    );
    await cluster.scale({ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'n', name: 'web' }, 3, {
      fieldManager: 'harmony',
    });
    await cluster.delete({ apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'n', name: 'web' });
    const object = '/k8s/clusters/c-1/apis/apps/v1/namespaces/n/deployments/web';
    expect(paths()).toEqual([
      `PATCH ${object}?fieldManager=harmony&force=true&dryRun=All`,
      `PATCH ${object}/scale?fieldManager=harmony`,
      `DELETE ${object}`,
    ]);
    expect(server.received.map(({ headers, body }) => [headers['content-type'], JSON.parse(body) as unknown])).toEqual([
      [
        'application/apply-patch+yaml',
        { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'n' } },
      ],
      ['application/merge-patch+json', { spec: { replicas: 3 } }],
      ['application/json', { apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy: 'Background' }],
    ]);
  });
});

describe('a log', () => {
  test('is told line by line, wherever its chunks end, with the line that has no end yet', async () => {
    answer = (_, response) => {
      response.write('one\n\ntw');
      setTimeout(() => response.end('o\nthree'), 20);
    };
    const lines: string[] = [];
    await new Promise<void>((resolve) => {
      cluster.logs(
        { namespace: 'n', name: 'p' },
        { follow: true, container: 'c', onLine: (line) => lines.push(line), onEnd: () => resolve() },
      );
    });
    expect(lines).toEqual(['one', '', 'two', 'three']);
    expect(paths()).toEqual(['GET /k8s/clusters/c-1/api/v1/namespaces/n/pods/p/log?container=c&follow=true']);
  });
});
