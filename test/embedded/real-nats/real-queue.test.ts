import { connect } from 'nats';
import { expect, onTestFinished, test, vi } from 'vitest';
import { epochMs } from '../../../src/autoscaling/units.ts';
import { embeddedSetup } from '../../../src/cli/embedded-setup.ts';
import { createEmbeddedCluster } from '../../../src/embedded/create.ts';
import { connectNats } from '../../../src/embedded/real-nats/connect.ts';
import { jobLoads } from '../../../src/scenario/load-model.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { startNatsServer } from '../../support/real-nats-server.ts';
import { describeReal } from '../../support/real-program.ts';

const scenario = loadScenario('meme-generator');
const queues = scenario.embedded.model.queues.filter((queue) => queue.kind === 'nats-jetstream');
const queueService = { namespace: 'meme-generator', name: 'nats', port: 8222 };

interface ConsumerFigures {
  readonly num_pending: number;
  readonly num_ack_pending: number;
  readonly ack_floor: { readonly stream_seq: number };
}

/** The consumer in an answer to `/jsz`. */
function consumerIn(answer: unknown): ConsumerFigures {
  const { account_details } = answer as {
    account_details: { stream_detail: { name: string; consumer_detail: ConsumerFigures[] }[] }[];
  };
  const found = account_details[0]?.stream_detail.find(({ name }) => name === 'MEMES')?.consumer_detail[0];
  if (!found) throw new Error('no consumer in the answer');
  return found;
}

async function clusterOn(url: string) {
  const nats = await connectNats(url, queues);
  const startAt = epochMs(Math.floor(Date.now() / 1000) * 1000 - 60_000);
  const cluster = createEmbeddedCluster(embeddedSetup(scenario, { startAt, queueSource: nats }));
  onTestFinished(async () => {
    await cluster.close();
    await nats.close();
  });
  await cluster.virtualClock.advanceTo(epochMs(startAt + 60_000));
  cluster.pacer.start();
  return { cluster, nats };
}

describeReal('nats-server', 'a real nats-server under the embedded cluster', () => {
  test('carries a load, and its own figures are those the queue shows', { timeout: 120_000 }, async () => {
    const server = await startNatsServer();
    const { cluster } = await clusterOn(server.url);
    await cluster.scale(
      { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'meme-generator', name: 'meme-backend' },
      4,
      { fieldManager: 'test' },
    );
    const load = jobLoads(scenario.loads).find(({ id }) => id === 'burst-4000');
    if (load) await cluster.apply(load.job.object, { fieldManager: 'test' });
    const real = async () => {
      const response = await fetch(`${server.monitoring}/jsz?acc=$G&streams=true&consumers=true`);
      return consumerIn(await response.json());
    };
    const shown = async () => consumerIn(await cluster.serviceProxy(queueService, '/jsz?acc=$G&consumers=1&config=1'));
    await vi.waitFor(async () => expect((await real()).num_pending).toBeGreaterThan(3000), { timeout: 60_000 });
    // One of the model's pods holds at most a batch of 100, and the figures shown are a quarter of a second old.
    await vi.waitFor(
      async () => {
        const [ours, theirs] = [await shown(), await real()];
        expect(theirs.ack_floor.stream_seq).toBeGreaterThan(100);
        expect(Math.abs(ours.num_pending - theirs.num_pending)).toBeLessThanOrEqual(200);
        expect(Math.abs(ours.num_ack_pending - theirs.num_ack_pending)).toBeLessThanOrEqual(200);
      },
      { timeout: 60_000, interval: 100 },
    );
    const state = (await shown()).num_pending + (await shown()).num_ack_pending;
    expect(state).toBeGreaterThan(0);
  });

  test('is left as it was found: what was made goes, what was there stays', { timeout: 60_000 }, async () => {
    const { url } = await startNatsServer();
    const names = async () => {
      const connection = await connect({ servers: url });
      const streams = await (await connection.jetstreamManager()).streams.list().next();
      await connection.close();
      return streams.map(({ config }) => config.name);
    };
    const first = await connectNats(url, queues);
    expect(await names()).toEqual(['MEMES']);
    const second = await connectNats(url, queues);
    await second.close();
    expect(await names()).toEqual(['MEMES']);
    await first.close();
    expect(await names()).toEqual([]);
  });
});

test('a server that is not there is named, without credentials', async () => {
  await expect(connectNats('nats://speaker:secret@127.0.0.1:1', queues)).rejects.toThrow(
    'no NATS server answers at nats://127.0.0.1:1: ',
  );
  await expect(connectNats('http://127.0.0.1', queues)).rejects.toThrow('it must be nats://HOST[:PORT]');
});
