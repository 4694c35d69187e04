import { createServer, type RequestListener } from 'node:http';
import { expect, onTestFinished, test, vi } from 'vitest';
import { epochMs } from '../../src/autoscaling/units.ts';
import { embeddedSetup } from '../../src/cli/embedded-setup.ts';
import { openOutside } from '../../src/cli/outside/open-outside.ts';
import { serveApi } from '../../src/embedded/apiserver/api-server.ts';
import { createEmbeddedCluster } from '../../src/embedded/create.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { prometheusQuery } from '../../src/signals/prometheus-query.ts';
import { startPrometheus } from '../embedded/exposition/real-prometheus.ts';
import { MemoryCluster } from '../session/memory-cluster.ts';
import { describeReal } from '../support/real-program.ts';

const token = 'only-in-this-test';

/** What stands in front of many a Prometheus: it lets nobody pass without the token. Resolves to its URL. */
async function tokenProxy(behind: string): Promise<string> {
  const pass: RequestListener = async (request, response) => {
    if (request.headers.authorization !== `Bearer ${token}`) {
      response.writeHead(401).end('Unauthorized');
      return;
    }
    const answer = await fetch(behind + (request.url ?? ''));
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  };
  const server = createServer(pass).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

async function servedCluster() {
  const startAt = epochMs(Math.floor(Date.now() / 1000) * 1000);
  const cluster = createEmbeddedCluster(embeddedSetup(loadScenario('meme-generator'), { startAt }));
  const server = await serveApi({ kernel: cluster.kernel });
  onTestFinished(async () => {
    await server.close();
    await cluster.close();
  });
  return server;
}

describeReal('prometheus', 'a real Prometheus behind a login', () => {
  test('is read directly with a bearer token, and says what it refuses', { timeout: 90_000 }, async () => {
    const prometheus = await startPrometheus(await servedCluster());
    await vi.waitFor(async () => expect(await prometheus.value('up')).toBe(1), { timeout: 30_000, interval: 200 });
    const url = await tokenProxy(prometheus.url);
    const outside = openOutside();
    onTestFinished(() => outside.close());
    vi.stubEnv('HARMONY_TEST_TOKEN', token);
    onTestFinished(() => void vi.unstubAllEnvs());
    const look = { id: 'up', title: 'Up', unit: 'targets', everySeconds: 5, namespace: 'shop', url };
    const read = (query: string, auth?: { readonly bearerFrom: { readonly env: string } }) =>
      prometheusQuery({ ...look, query, ...(auth && { auth }) }, outside).read(new MemoryCluster());
    const bearer = { bearerFrom: { env: 'HARMONY_TEST_TOKEN' } };

    expect(await read('sum(up)', bearer)).toEqual([{ series: 'up', value: 1 }]);
    expect(await read('sum(up) / 0 * 0', bearer)).toEqual([{ series: 'up', value: null }]);
    await expect(read('sum(', bearer)).rejects.toThrow(/HTTP 400: invalid parameter "query"/);
    await expect(read('sum(up)')).rejects.toThrow('HTTP 401, it wants a login (see "auth:")');
    vi.stubEnv('HARMONY_TEST_TOKEN', 'another-secret');
    const refusal = await read('sum(up)', bearer).catch((error: unknown) => String(error));
    expect(refusal).toContain('HTTP 401, the login is not accepted');
    expect(refusal).not.toContain('another-secret');
    vi.stubEnv('HARMONY_TEST_TOKEN', '');
    await expect(read('sum(up)', bearer)).rejects.toThrow('the environment variable HARMONY_TEST_TOKEN is not set');
  });
});
