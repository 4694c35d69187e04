import { describe, expect, it } from 'vitest';
import { benchJob, MemeCluster, memeBackend, throttledQuery } from '../workload/meme-cluster.ts';

const prometheus = { namespace: 'monitoring', name: 'prometheus', port: 9090 };

describe('NATS monitoring', () => {
  it('/jsz shows accounts, streams and consumers only as far as it is asked to', () => {
    const cluster = new MemeCluster([memeBackend(0)]);
    expect(cluster.call('/jsz')).toMatchObject({ streams: 1, consumers: 1, messages: 0 });
    expect(cluster.call('/jsz')).not.toHaveProperty('account_details');
    expect(cluster.call('/jsz?acc=other&consumers=true')).not.toHaveProperty('account_details');
    const streams = cluster.call('/jsz?streams=true') as { account_details: [{ stream_detail: [object] }] };
    expect(streams.account_details[0].stream_detail[0]).toMatchObject({ name: 'MEMES' });
    expect(streams.account_details[0].stream_detail[0]).not.toHaveProperty('consumer_detail');
    expect(streams.account_details[0].stream_detail[0]).not.toHaveProperty('config');
  });

  it('/jsz with consumers and config has what KEDA and the nats CLI read', async () => {
    const cluster = new MemeCluster([memeBackend(0)]);
    cluster.apply(benchJob('load', 'nats', 'bench', 'js', 'pub', 'meme.request', '--msgs', '100'));
    await cluster.seconds(20);
    expect(cluster.call('/jsz?acc=$G&consumers=true&config=true')).toMatchObject({
      messages: 100,
      bytes: 12_800,
      account_details: [
        {
          name: '$G',
          id: '$G',
          stream_detail: [
            {
              name: 'MEMES',
              config: { subjects: ['meme.request'], retention: 'limits' },
              state: { messages: 100, first_seq: 1, last_seq: 100, consumer_count: 1 },
              consumer_detail: [
                {
                  stream_name: 'MEMES',
                  name: 'meme-generator',
                  config: { durable_name: 'meme-generator', ack_wait: 30_000_000_000, max_ack_pending: 1000 },
                  delivered: { consumer_seq: 0, stream_seq: 0 },
                  num_pending: 100,
                  num_ack_pending: 0,
                },
              ],
            },
          ],
        },
      ],
    });
  });

  it('has the other endpoints of a health check, and no more', () => {
    const cluster = new MemeCluster([memeBackend(0)]);
    expect(cluster.call('/healthz')).toEqual({ status: 'ok' });
    expect(cluster.call('/varz')).toMatchObject({ server_name: 'nats-0', http_port: 8222 });
    expect(() => cluster.call('/connz')).toThrow('404');
  });
});

describe('Prometheus', () => {
  const query = (cluster: MemeCluster, text: string) =>
    cluster.kernel.world.services.call(prometheus, `/api/v1/query?query=${encodeURIComponent(text)}`);

  it('answers the queries of its model however they are spaced, with a vector', async () => {
    const cluster = new MemeCluster([memeBackend(1)]);
    expect(query(cluster, throttledQuery)).toEqual({ status: 'success', data: { resultType: 'vector', result: [] } });
    await cluster.seconds(20);
    const now = cluster.kernel.clock.now() / 1000;
    const spaced = throttledQuery.replaceAll('(', ' (\n  ').replaceAll('/', '  /  ');
    const answer = query(cluster, spaced) as { data: { result: [{ value: [number, string] }] } };
    expect(answer.data.result[0].value[0]).toBe(now);
    // Only the start of the pod, of which all but the last period was throttled.
    expect(Number(answer.data.result[0].value[1])).toBeGreaterThan(0.8);
  });

  it('says of any other query that it cannot answer it', () => {
    const cluster = new MemeCluster([memeBackend(1)]);
    expect(() => query(cluster, 'up')).toThrow(
      expect.objectContaining({ code: 422, message: expect.stringContaining('up') }),
    );
    expect(() => query(cluster, ' ')).toThrow(expect.objectContaining({ code: 400 }));
    expect(() => cluster.kernel.world.services.call(prometheus, '/graph')).toThrow(
      expect.objectContaining({ code: 404 }),
    );
  });
});
