import { AckPolicy, connect, type JetStreamClient, type JsMsg, nanos } from 'nats';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startNatsPublish } from '../../src/cli/loads/nats-publish-load.ts';
import { openOutside } from '../../src/cli/outside/open-outside.ts';
import type { NatsPublishLoad } from '../../src/scenario/model.ts';
import { jetStreamQueue } from '../../src/signals/jetstream-queue.ts';
import type { Signal } from '../../src/signals/signal.ts';
import { MemoryCluster } from '../session/memory-cluster.ts';
import { type RealNatsServer, startNatsServer } from '../support/real-nats-server.ts';
import { describeReal } from '../support/real-program.ts';
import { heardSampler } from './heard-sampler.ts';

const messages = 10_000;
const ackWaitSeconds = 2;
const patient = { timeout: 40_000, interval: 50 };
const names = { account: '$G', stream: 'ORDERS', consumer: 'workers' };

async function brokerWithConsumer() {
  const server = await startNatsServer();
  const connection = await connect({ servers: server.url, maxReconnectAttempts: -1, reconnectTimeWait: 100 });
  onTestFinished(() => connection.close());
  const manager = await connection.jetstreamManager();
  await manager.streams.add({ name: names.stream, subjects: ['orders.*'] });
  await manager.consumers.add(names.stream, {
    durable_name: names.consumer,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(ackWaitSeconds * 1000),
    max_ack_pending: 1000,
  });
  return { server, manager, jetStream: connection.jetstream() };
}

/** The queue by the server's own protocol, and by its monitoring endpoint. */
function queuesAt(server: RealNatsServer): readonly Signal[] {
  const outside = openOutside();
  onTestFinished(() => outside.close());
  const look = { id: 'queue', title: 'Orders', unit: 'messages', everySeconds: 1, namespace: 'shop' };
  return [server.url, server.monitoring].map((url) => jetStreamQueue({ ...look, ...names, url }, outside));
}

async function figures(queue: Signal): Promise<Record<string, number | null>> {
  const readings = await queue.read(new MemoryCluster());
  return Object.fromEntries(readings.map(({ series, value }) => [series.replace(/^queue:/, ''), value]));
}

/** So many messages, delivered and not yet acknowledged. */
async function fetchMessages(jetStream: JetStreamClient, count: number): Promise<readonly JsMsg[]> {
  const consumer = await jetStream.consumers.get(names.stream, names.consumer);
  const taken: JsMsg[] = [];
  while (taken.length < count) {
    const batch = await consumer.fetch({ max_messages: Math.min(500, count - taken.length), expires: 2000 });
    for await (const message of batch) taken.push(message);
  }
  return taken;
}

function publishLoad(url: string, change: Partial<NatsPublishLoad> = {}): NatsPublishLoad {
  const look = { id: 'burst', key: '1', title: 'Burst', kind: 'nats-publish' } as const;
  return { ...look, url, subject: 'orders.new', messages, bytes: 64, inFlight: 256, ...change };
}

/** Starts the load; resolves when it has ended, to how. */
function started(load: NatsPublishLoad) {
  const shares: number[] = [];
  const ended = Promise.withResolvers<{ readonly state: string; readonly line?: string }>();
  const running = startNatsPublish(load, {
    said: () => {},
    progressed: (share) => shares.push(share),
    ended: ended.resolve,
  });
  return { running, shares, ended: ended.promise };
}

describeReal('nats-server', 'a real NATS server', () => {
  test('shows lag, ack pending and redelivery right during a burst of 10,000', { timeout: 60_000 }, async () => {
    const { server, jetStream } = await brokerWithConsumer();
    const queues = queuesAt(server);
    const burst = started(publishLoad(server.url));
    let isOver = false;
    void burst.ended.then(() => {
      isOver = true;
    });
    while (!isOver) {
      for (const queue of queues) {
        const { queue: lag, pending, ackPending, published } = await figures(queue);
        expect([lag, ackPending]).toEqual([pending, 0]);
        // Consumer and stream are asked one after the other, while messages come in.
        expect(published).toBeLessThanOrEqual(messages);
      }
    }
    expect(await burst.ended).toMatchObject({ state: 'complete', line: expect.stringMatching(/^10,000 messages in /) });
    const untouched = { queue: messages, pending: messages, ackPending: 0, redelivered: 0, published: messages };
    for (const queue of queues) expect(await figures(queue)).toMatchObject({ ...untouched, delivered: 0, acked: 0 });

    const kept = await fetchMessages(jetStream, 100);
    const taken = { queue: messages, pending: messages - 100, ackPending: 100, redelivered: 0, delivered: 100 };
    for (const queue of queues) expect(await figures(queue)).toMatchObject(taken);
    expect(kept).toHaveLength(100);

    // Nobody acknowledged them in time, so they are delivered once more before any other.
    await vi.waitFor(async () => {
      const [again] = await fetchMessages(jetStream, 1);
      expect(again?.redelivered).toBe(true);
    }, patient);
    for (const queue of queues) {
      const { redelivered, queue: lag } = await figures(queue);
      expect(redelivered).toBeGreaterThan(0);
      expect(lag).toBe(messages);
    }

    const done = new Set<number>();
    while (done.size < messages) {
      for (const message of await fetchMessages(jetStream, Math.min(500, messages - done.size))) {
        message.ack();
        done.add(message.seq);
      }
    }
    const empty = { queue: 0, pending: 0, ackPending: 0, redelivered: 0, acked: messages };
    for (const queue of queues)
      await vi.waitFor(async () => expect(await figures(queue)).toMatchObject(empty), patient);
  });

  test('may die and come back in the middle: nothing is lost, nothing counted twice', { timeout: 90_000 }, async () => {
    const { server, manager } = await brokerWithConsumer();
    const samplers = queuesAt(server).map((queue) => heardSampler({ ...queue, everySeconds: 0.2 }));
    const burst = started(publishLoad(server.url, { ratePerSecond: 4000 }));
    await burst.running;
    await vi.waitFor(() => expect(burst.shares.at(-1)).toBeGreaterThan(0.2), patient);
    await server.kill();
    for (const { health } of samplers)
      await vi.waitFor(() => expect(health.at(-1)).toMatch(/^failed: .*(refused|lost|cut)/), patient);
    await server.start();
    expect(await burst.ended).toMatchObject({ state: 'complete' });
    expect((await manager.streams.info(names.stream)).state.messages).toBe(messages);
    for (const { health, values } of samplers)
      await vi.waitFor(() => expect([health.at(-1), values.get('queue')]).toEqual(['live', messages]), patient);
  });

  test('is not published to any more once the load is stopped, or the server refuses', {
    timeout: 60_000,
  }, async () => {
    const { server, manager } = await brokerWithConsumer();
    const burst = started(publishLoad(server.url, { ratePerSecond: 500 }));
    const running = await burst.running;
    await vi.waitFor(() => expect(burst.shares.at(-1)).toBeGreaterThan(0), patient);
    await running.stop();
    const { state, line } = await burst.ended;
    const { messages: kept } = (await manager.streams.info(names.stream)).state;
    expect([state, line]).toEqual([
      'failed',
      expect.stringMatching(new RegExp(`^${kept.toLocaleString('en')} messages`)),
    ]);
    const large = started(publishLoad(server.url, { bytes: 2_000_000 }));
    expect(await large.ended).toMatchObject({ state: 'failed', line: expect.stringContaining('MAX_PAYLOAD_EXCEEDED') });
    await expect(started(publishLoad('nats://127.0.0.1:9')).running).rejects.toThrow('nothing listens at 127.0.0.1:9');
  });

  test('that refuses is told by what it refuses', { timeout: 30_000 }, async () => {
    const server = await startNatsServer({ args: ['--user', 'harmony', '--pass', 'only-in-this-test'] });
    vi.stubEnv('HARMONY_TEST_NATS', 'not-the-password');
    onTestFinished(() => void vi.unstubAllEnvs());
    const outside = openOutside();
    onTestFinished(() => outside.close());
    const at = { url: server.url, auth: { user: 'harmony', passwordFrom: { env: 'HARMONY_TEST_NATS' } } };
    const host = new URL(server.url).host;
    await expect(outside.consumerFigures(at, 'ORDERS', 'workers')).rejects.toThrow(`${host} does not accept the login`);
    vi.stubEnv('HARMONY_TEST_NATS', 'only-in-this-test');
    await expect(outside.consumerFigures(at, 'ORDERS', 'workers')).rejects.toThrow(
      /consumer not found|stream not found/,
    );
  });
});
