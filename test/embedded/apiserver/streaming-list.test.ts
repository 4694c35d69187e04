import { connect } from 'node:tls';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { serveApi } from '../../../src/embedded/apiserver/api-server.ts';
import { createEmbeddedCluster } from '../../../src/embedded/create.ts';
import { setupOf } from '../kernel/setup.ts';
import { type Answered, type BareClient, openBareClient } from './bare-client.ts';

const configMaps = '/api/v1/namespaces/default/configmaps';
const streaming = 'watch=true&timeoutSeconds=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan';
let client: BareClient;

beforeEach(async () => {
  client = await openBareClient();
  for (const name of ['a', 'b']) await client.call('POST', configMaps, { metadata: { name } });
});
afterEach(async () => {
  await client.close();
});

function shown({ type, object }: Answered): unknown {
  const { metadata } = object as { metadata: { name?: string; annotations?: Record<string, string> } };
  return [type, metadata.name ?? metadata.annotations?.['k8s.io/initial-events-end']];
}

describe('a watch that lists first', () => {
  test('tells what is there, then marks the end of that with a bookmark to go on from', async () => {
    const watching = client.lines(`${configMaps}?${streaming}&allowWatchBookmarks=true`);
    await client.call('GET', configMaps);
    await client.call('POST', configMaps, { metadata: { name: 'c' } });
    const seen = await watching;
    expect(seen.slice(0, 3).map(shown)).toEqual([
      ['ADDED', 'a'],
      ['ADDED', 'b'],
      ['BOOKMARK', 'true'],
    ]);
    const { metadata } = (seen[2]?.object ?? {}) as Partial<Answered>;
    const after = await client.lines(
      `${configMaps}?watch=true&timeoutSeconds=1&resourceVersion=${metadata?.resourceVersion}`,
    );
    expect(after.map(shown)).toEqual([['ADDED', 'c']]);
  });

  test('tells no objects when it shall not', async () => {
    const query = streaming.replace('sendInitialEvents=true', 'sendInitialEvents=false');
    expect(await client.lines(`${configMaps}?${query}&allowWatchBookmarks=true`)).toEqual([]);
  });

  test.each([
    ['watch=true&sendInitialEvents=true', 'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan'],
    ['watch=true&resourceVersionMatch=Exact', 'is forbidden for watch unless sendInitialEvents is provided'],
    ['sendInitialEvents=true', 'sendInitialEvents is forbidden for list'],
    ['resourceVersionMatch=Exact', 'is forbidden unless resourceVersion is provided'],
    ['resourceVersion=5&resourceVersionMatch=Sometimes', 'Unsupported value: "Sometimes"'],
  ])('%s is refused', async (query, why) => {
    expect(await client.call('GET', `${configMaps}?${query}`)).toMatchObject({
      code: 422,
      message: expect.stringContaining(why),
      details: { kind: 'ListOptions' },
    });
  });
});

describe('a version', () => {
  test('that is still to come is waited for by the client', async () => {
    for (const watch of ['', 'watch=true&']) {
      expect(await client.call('GET', `${configMaps}?${watch}resourceVersion=99999`)).toMatchObject({
        code: 504,
        reason: 'Timeout',
        message: expect.stringContaining('Too large resource version: 99999'),
        details: { causes: [{ reason: 'ResourceVersionTooLarge' }], retryAfterSeconds: 1 },
      });
    }
  });

  test('that is not the present one cannot be listed exactly', async () => {
    const { metadata } = await client.call('GET', configMaps);
    const exactly = (version?: string): Promise<Answered> =>
      client.call('GET', `${configMaps}?resourceVersionMatch=Exact&resourceVersion=${version}`);
    expect(await exactly(metadata?.resourceVersion)).toMatchObject({ kind: 'ConfigMapList' });
    expect(await exactly('2')).toMatchObject({ code: 410, reason: 'Expired' });
  });
});

test('a watcher that does not read is cut off, and what it missed is kept for it to go on', {
  timeout: 60_000,
}, async () => {
  const { kernel } = createEmbeddedCluster(setupOf());
  const server = await serveApi({ kernel });
  const { port } = new URL(server.url);
  const { store } = kernel;
  const from = store.resourceVersion;
  const slow = connect({ port: Number(port), host: '127.0.0.1', ca: server.certificate });
  const closed = new Promise((resolve) => slow.once('close', resolve));
  slow.on('error', () => {});
  const path = '/api/v1/configmaps?watch=true';
  slow.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: Bearer ${server.token}\r\n\r\n`);
  await new Promise((resolve) => slow.once('data', resolve));
  slow.pause();
  const data = { text: 'x'.repeat(200_000) };
  let written = 0;
  for (; written < 400; written += 1) {
    const metadata = { name: `c${written}`, namespace: 'default' };
    store.create({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
    // What the cluster tells goes out between two writes.
    await new Promise((resolve) => setImmediate(resolve));
  }
  slow.resume();
  await closed;
  expect(
    store.changesSince({ apiVersion: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true }, from),
  ).toHaveLength(written);
  await server.close();
});
