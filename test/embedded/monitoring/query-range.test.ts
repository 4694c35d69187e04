import { describe, expect, it } from 'vitest';
import { MemeCluster, memeBackend, throttledQuery } from '../workload/meme-cluster.ts';

interface Matrix {
  readonly data: { readonly resultType: string; readonly result: readonly [{ readonly values: [number, string][] }] };
}

const prometheus = { namespace: 'monitoring', name: 'prometheus', port: 9090 };

function ask(cluster: MemeCluster, path: string, parameters: Readonly<Record<string, string | number>>): unknown {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) search.set(key, String(value));
  return cluster.kernel.world.services.call(prometheus, `${path}?${search}`);
}

const range = (cluster: MemeCluster, parameters: Readonly<Record<string, string | number>>) =>
  ask(cluster, '/api/v1/query_range', { query: throttledQuery, ...parameters }) as Matrix;

describe('a range query', () => {
  it('has at each step what an instant query had there', async () => {
    const cluster = new MemeCluster([memeBackend(1)]);
    const start = cluster.kernel.clock.now() / 1000;
    const seen: [number, string][] = [];
    for (let second = 10; second <= 60; second += 10) {
      await cluster.seconds(10);
      const { data } = ask(cluster, '/api/v1/query', { query: throttledQuery }) as {
        data: { result: readonly { value: [number, string] }[] };
      };
      const [found] = data.result;
      if (found) seen.push(found.value);
    }
    expect(seen.length).toBeGreaterThan(3);
    const { data } = range(cluster, { start: start + 10, end: start + 60, step: '10s' });
    expect(data.resultType).toBe('matrix');
    expect(data.result[0].values).toEqual(seen);
  });

  it('answers an instant query about the past, too', async () => {
    const cluster = new MemeCluster([memeBackend(1)]);
    await cluster.seconds(20);
    const then = cluster.kernel.clock.now() / 1000;
    const before = ask(cluster, '/api/v1/query', { query: throttledQuery });
    await cluster.seconds(300);
    expect(ask(cluster, '/api/v1/query', { query: throttledQuery, time: then })).toEqual(before);
  });

  it('has no points where nothing was scraped', () => {
    const cluster = new MemeCluster([memeBackend(1)]);
    expect(range(cluster, { start: 1, end: 60, step: 15 }).data.result).toEqual([]);
  });

  it.each([
    [{ start: 'soon', end: 60, step: 15 }, 'invalid parameter "start": cannot parse "soon" to a valid timestamp'],
    [{ start: 60, end: 1, step: 15 }, 'invalid parameter "end": end timestamp must not be before start time'],
    [{ start: 1, end: 60, step: 0 }, 'invalid parameter "step": zero or negative query resolution'],
    [{ start: 1, end: 60, step: '1 minute' }, 'invalid parameter "step": cannot parse "1 minute" to a valid duration'],
    [{ start: 0, end: 100_000, step: 1 }, 'exceeded maximum resolution of 11000 points per timeseries'],
  ])('refuses %o', (parameters, reason) => {
    const cluster = new MemeCluster([memeBackend(1)]);
    expect(() => range(cluster, parameters)).toThrow(
      expect.objectContaining({ code: 400, message: expect.stringContaining(reason) }),
    );
  });
});
