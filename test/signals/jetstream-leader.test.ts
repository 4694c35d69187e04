import { beforeEach, describe, expect, test } from 'vitest';
import { ClusterError } from '../../src/cluster/port.ts';
import { jetStreamQueue } from '../../src/signals/jetstream-queue.ts';
import { nothingOutside, type Outside } from '../../src/signals/outside.ts';
import type { Signal } from '../../src/signals/signal.ts';
import { MemoryCluster } from '../session/memory-cluster.ts';

const names = { account: 'SHOP', stream: 'ORDERS', consumer: 'workers' };
const look = { id: 'queue', title: 'Orders', unit: 'messages', everySeconds: 1, namespace: 'nats' };
const jsz = '/jsz?acc=SHOP&consumers=true&config=true';

/** What a server of a cluster of three says: its own figures of the consumer, and who leads it; none where it does not hold the stream. */
function answerOf(pending: number | undefined, leader: string, clusterSize = 3) {
  const consumer = {
    name: 'workers',
    cluster: { leader },
    num_pending: pending,
    num_ack_pending: 7,
    num_redelivered: 0,
    delivered: { consumer_seq: 1 },
    ack_floor: { stream_seq: 1 },
  };
  const streams = [{ name: 'ORDERS', state: { last_seq: 500 }, consumer_detail: [consumer] }];
  return {
    meta_cluster: { name: 'nats', leader: 'nats-2', cluster_size: clusterSize },
    account_details: [
      { name: '$SYS', id: '$SYS' },
      { name: 'ACXYZ', id: 'SHOP', stream_detail: pending === undefined ? [] : streams },
    ],
  };
}

const varz = (name: string) => ({
  server_name: name,
  cluster: { urls: ['nats-0.nats-headless:6222', 'nats-1.nats-headless:6222', 'nats-2.nats-headless:6222'] },
});

async function lagOf(queue: Signal, cluster = new MemoryCluster()) {
  const readings = await queue.read(cluster);
  return readings.find(({ series }) => series === 'queue')?.value;
}

describe('a clustered NATS behind a Service', () => {
  const queue = () => jetStreamQueue({ ...look, ...names, service: 'nats', port: 8222 });
  const pod = (name: string) => `/api/v1/namespaces/nats/pods/${name}:8222/proxy${jsz}`;
  let cluster: MemoryCluster;

  beforeEach(() => {
    cluster = new MemoryCluster();
    cluster.answers.set('nats:8222/varz', () => varz('nats-0'));
    cluster.answers.set(`nats:8222${jsz}`, () => answerOf(99, 'nats-1'));
    cluster.answers.set(pod('nats-0'), () => answerOf(99, 'nats-1'));
    cluster.answers.set(pod('nats-1'), () => answerOf(400, 'nats-1'));
    cluster.answers.set(pod('nats-2'), () => answerOf(undefined, ''));
  });

  test('is asked for the leader’s figures, and from then on at the leader alone', async () => {
    const signal = queue();
    expect(await lagOf(signal, cluster)).toBe(407);
    expect(cluster.asked).toEqual([`nats:8222${jsz}`, pod('nats-1')]);
    cluster.asked.length = 0;
    expect(await lagOf(signal, cluster)).toBe(407);
    expect(cluster.asked).toEqual([pod('nats-1')]);
  });

  test('is searched where the Service leads to a server without the stream', async () => {
    cluster.answers.set(`nats:8222${jsz}`, () => answerOf(undefined, ''));
    expect(await lagOf(queue(), cluster)).toBe(407);
  });

  test('has its new leader found when the old one gives up, or goes', async () => {
    const signal = queue();
    await lagOf(signal, cluster);
    for (const from of [`nats:8222${jsz}`, pod('nats-0'), pod('nats-1')])
      cluster.answers.set(from, () => answerOf(1, 'nats-2'));
    cluster.answers.set(pod('nats-2'), () => answerOf(300, 'nats-2'));
    expect(await lagOf(signal, cluster)).toBe(307);
    cluster.answers.set(pod('nats-2'), () => {
      throw new ClusterError(503, 'ServiceUnavailable', 'no pod');
    });
    for (const from of [`nats:8222${jsz}`, pod('nats-0')]) cluster.answers.set(from, () => answerOf(250, 'nats-0'));
    expect(await lagOf(signal, cluster)).toBe(257);
  });

  test('has no figures while nobody leads', async () => {
    for (const from of [`nats:8222${jsz}`, pod('nats-0'), pod('nats-1')])
      cluster.answers.set(from, () => answerOf(99, ''));
    await expect(lagOf(queue(), cluster)).rejects.toThrow('consumer workers has no leader at the moment');
  });

  test('without the stream anywhere says what the first server has', async () => {
    for (const from of [`nats:8222${jsz}`, pod('nats-0'), pod('nats-1')])
      cluster.answers.set(from, () => answerOf(undefined, ''));
    await expect(lagOf(queue(), cluster)).rejects.toThrow('there is no stream named ORDERS in JetStream (seen: none)');
  });

  test('of one server alone is believed', async () => {
    cluster.answers.set(`nats:8222${jsz}`, () => answerOf(12, '', 1));
    expect(await lagOf(queue(), cluster)).toBe(19);
    expect(cluster.asked).toEqual([`nats:8222${jsz}`]);
  });
});

describe('a clustered NATS at a URL', () => {
  /** Monitoring of three servers, by host; asked keeps who was asked for what. */
  function monitored(hosts: Readonly<Record<string, Readonly<Record<string, unknown>>>>) {
    const asked: string[] = [];
    const outside: Outside = {
      ...nothingOutside,
      async getJson({ url }, path) {
        const { hostname } = new URL(url);
        asked.push(`${hostname}${path.startsWith('/jsz') ? ' jsz' : ' varz'}`);
        const answer = hosts[hostname]?.[path];
        if (answer === undefined) throw new Error(`connection refused: nothing listens at ${hostname}`);
        return answer;
      },
    };
    return { asked, queue: jetStreamQueue({ ...look, ...names, url: 'http://a.test:8222' }, outside) };
  }

  const told = { connect_urls: ['a.test:4222', 'b.test:4222', '[::1]:4222'] };

  test('is asked at the addresses its clients are told', async () => {
    const { queue, asked } = monitored({
      'a.test': { '/varz': { server_name: 'one', ...told }, [jsz]: answerOf(99, 'two') },
      'b.test': { '/varz': { server_name: 'two' }, [jsz]: answerOf(400, 'two') },
    });
    expect(await lagOf(queue)).toBe(407);
    expect(asked).toContain('b.test jsz');
    asked.length = 0;
    expect(await lagOf(queue)).toBe(407);
    expect(asked).toEqual(['b.test jsz']);
  });

  test('without such addresses is asked at its routes, beside the host that is known', async () => {
    const { queue } = monitored({
      'a.test': { '/varz': varz('nats-0'), [jsz]: answerOf(99, 'nats-1') },
      'nats-1.a.test': { '/varz': varz('nats-1'), [jsz]: answerOf(400, 'nats-1') },
    });
    expect(await lagOf(queue)).toBe(407);
  });

  test('says so when its leader is nowhere to be found', async () => {
    const { queue } = monitored({ 'a.test': { '/varz': varz('nats-0'), [jsz]: answerOf(99, 'nats-1') } });
    await expect(lagOf(queue)).rejects.toThrow('the server nats-1, which leads consumer workers, is not found');
  });
});
