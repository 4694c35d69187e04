import { AckPolicy, connect } from 'nats';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openOutside } from '../../src/cli/outside/open-outside.ts';
import { jetStreamQueue } from '../../src/signals/jetstream-queue.ts';
import { MemoryCluster } from '../session/memory-cluster.ts';
import { freePort } from '../support/free-port.ts';
import { natsServer } from '../support/real-nats-server.ts';
import { describeReal } from '../support/real-program.ts';

const patient = { timeout: 40_000, interval: 100 };
const names = { account: '$G', stream: 'ORDERS', consumer: 'workers' };
const hosts = ['127.0.0.1', '127.0.0.2', '127.0.0.3'];

/** Three servers of one cluster, each at an address of its own: only Linux has all of them on loopback. */
async function threeServers() {
  const [port, httpPort, clusterPort] = [await freePort(), await freePort(), await freePort()];
  const routes = hosts.map((host) => `nats://${host}:${clusterPort}`).join(',');
  const servers = await Promise.all(
    hosts.map((host, index) => {
      const listen = ['--cluster', `nats://${host}:${clusterPort}`, '--cluster_name', 'three', '--routes', routes];
      return natsServer({ host, port, httpPort, args: [...listen, '--server_name', `nats-${index}`] });
    }),
  );
  await Promise.all(servers.map((server) => server.start()));
  return servers;
}

if (process.platform === 'linux')
  describeReal('nats-server', 'a real NATS cluster of three', () => {
    test('tells the leader’s figures, whichever server is named', { timeout: 90_000 }, async () => {
      const servers = await threeServers();
      const connection = await connect({ servers: servers.map(({ url }) => url) });
      onTestFinished(() => connection.close());
      const manager = await vi.waitFor(() => connection.jetstreamManager(), patient);
      await vi.waitFor(() => manager.streams.add({ name: 'ORDERS', subjects: ['orders.*'], num_replicas: 3 }), patient);
      await manager.consumers.add('ORDERS', { durable_name: 'workers', ack_policy: AckPolicy.Explicit });
      const jetStream = connection.jetstream();
      for (let index = 0; index < 500; index += 1) await jetStream.publish('orders.new', new Uint8Array(16));
      const consumer = await jetStream.consumers.get('ORDERS', 'workers');
      // Only the leader knows what is waiting for an acknowledgement: to the others it is all pending.
      for await (const _ of await consumer.fetch({ max_messages: 40, expires: 2000 }));

      const outside = openOutside();
      onTestFinished(() => outside.close());
      const look = { id: 'queue', title: 'Orders', unit: 'messages', everySeconds: 1, namespace: 'shop' };
      for (const url of servers.flatMap(({ url: own, monitoring }) => [own, monitoring])) {
        const queue = jetStreamQueue({ ...look, ...names, url }, outside);
        await vi.waitFor(async () => {
          const readings = await queue.read(new MemoryCluster());
          const figures = Object.fromEntries(readings.map(({ series, value }) => [series, value]));
          expect(figures).toMatchObject({ queue: 500, 'queue:pending': 460, 'queue:ackPending': 40 });
        }, patient);
      }
    });
  });
