import { createServer, type RequestListener } from 'node:http';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { HttpFigures } from '../../../src/cli/loads/http-figures.ts';
import { startHttp } from '../../../src/cli/loads/http-load.ts';
import type { HttpLoad } from '../../../src/scenario/model.ts';
import { freePort } from '../../support/free-port.ts';
import { heardLoad } from './heard-load.ts';

async function served(listener: RequestListener) {
  const sockets = new Set<unknown>();
  const server = createServer(listener).listen(0, '127.0.0.1');
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, sockets };
}

function httpLoad(url: string, change: Partial<HttpLoad>): HttpLoad {
  const look = { id: 'web', key: '1', title: 'Web', kind: 'http', on: ['kube'] } as const;
  return { ...look, url, method: 'GET', durationSeconds: 1, timeoutSeconds: 5, ...change };
}

describe('an HTTP load', () => {
  test('of users sends one request each at a time, over connections that are kept', { timeout: 20_000 }, async () => {
    let open = 0;
    let most = 0;
    let count = 0;
    const { url, sockets } = await served((_, response) => {
      open += 1;
      count += 1;
      most = Math.max(most, open);
      setImmediate(() => {
        open -= 1;
        response.end('ok');
      });
    });
    const load = heardLoad();
    startHttp(httpLoad(url, { users: 5 }), load.listener);
    const { state, line } = await load.ended;
    expect(state).toBe('complete');
    expect(line).toMatch(/^[\d,]+ requests, [\d,]+\/s, p50 [\d.]+ ms, p95 [\d.]+ ms, p99 [\d.]+ ms$/);
    expect(count).toBeGreaterThan(10);
    expect(most).toBeLessThanOrEqual(5);
    expect(sockets.size).toBeLessThan(count / 2);
  });

  test('at a rate sends no more than that, whatever the answers take', { timeout: 20_000 }, async () => {
    let count = 0;
    const { url } = await served((request, response) => {
      count += 1;
      expect(request.method).toBe('POST');
      setImmediate(() => response.writeHead(count % 2 === 0 ? 503 : 200).end());
    });
    const load = heardLoad();
    startHttp(httpLoad(url, { ratePerSecond: 40, method: 'POST', body: 'x' }), load.listener);
    const { state, line } = await load.ended;
    expect(state).toBe('complete');
    expect(count).toBeGreaterThan(1);
    expect(count).toBeLessThanOrEqual(40);
    expect(line).toMatch(/errors \(HTTP 503: \d+\)$/);
  });

  test('on a server that is not there fails, with what went wrong how often', { timeout: 20_000 }, async () => {
    const load = heardLoad();
    startHttp(httpLoad(`http://127.0.0.1:${await freePort()}`, { users: 2 }), load.listener);
    const { state, line } = await load.ended;
    expect(state).toBe('failed');
    expect(line).toMatch(/^0 requests, 0\/s, \d+ errors \(ECONNREFUSED: \d+\)$/);
  });

  test('ends when it is stopped, with what was under way', { timeout: 20_000 }, async () => {
    let arrived = 0;
    const { url } = await served(() => {
      arrived += 1;
    });
    const load = heardLoad();
    const running = startHttp(httpLoad(url, { users: 3, durationSeconds: 600 }), load.listener);
    await vi.waitFor(() => expect(arrived).toBe(3), { timeout: 10_000, interval: 20 });
    await running.stop();
    expect(await load.ended).toEqual({ state: 'failed', line: expect.stringMatching(/^stopped: 0 requests/) });
  });
});

test('figures of requests', () => {
  const figures = new HttpFigures();
  expect(figures.text(1)).toBe('0 requests, 0/s');
  for (let ms = 1; ms <= 100; ms += 1) figures.answeredWith(ms > 98 ? 500 : 200, ms);
  figures.failed('timeout');
  expect(figures.quantileMs(0.5)).toBeCloseTo(50, 0);
  expect(figures.text(10)).toBe(
    '100 requests, 10/s, p50 50 ms, p95 95 ms, p99 99 ms, 3 errors (HTTP 500: 2, timeout: 1)',
  );
});
