import { afterEach, describe, expect, test } from 'vitest';
import { epochMs, plusMs } from '../../src/autoscaling/units.ts';
import { embeddedSetup } from '../../src/cli/embedded-setup.ts';
import { createEmbeddedCluster } from '../../src/embedded/create.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import type { NatsPublishLoad, Scenario } from '../../src/scenario/model.ts';
import { embeddedSignals } from '../../src/session/embedded-places.ts';
import { openSession } from '../../src/session/open-session.ts';
import { loadSmall } from '../scenario/small-scenario.ts';

const startAt = epochMs(Date.parse('2025-01-01T00:00:00Z'));
let end: () => Promise<void> = async () => {};
afterEach(() => end());

/** A run of the scenario on an embedded cluster, with time that passes when it is told to. */
function played(scenario: Scenario) {
  const cluster = createEmbeddedCluster(embeddedSetup(scenario, { startAt }));
  const session = openSession({ cluster, scenario, frames: cluster.clock, mode: scenario.baseline });
  end = async () => {
    await session.close();
    await cluster.close();
  };
  const state = () => session.store.getState();
  return {
    session,
    state,
    seconds: (count: number) => cluster.virtualClock.advanceTo(plusMs(cluster.clock.now(), count * 1000)),
    latest: (series: string) => state().series.get(series)?.latest?.value,
  };
}

const url = 'nats://nats.example:4222';
const publish: NatsPublishLoad = {
  id: 'own',
  key: '9',
  title: 'Own',
  kind: 'nats-publish',
  url,
  subject: 'meme.request',
  messages: 3000,
  bytes: 256,
  inFlight: 30,
};

/** The demo as someone has it who reaches NATS by its address. */
function demoAtUrl(): Scenario {
  const demo = loadScenario('meme-generator');
  const { queue } = demo.signals;
  if (queue?.kind !== 'nats-jetstream') throw new Error('the demo has another queue');
  const { id, title, unit, everySeconds, kind, account, stream, consumer, namespace } = queue;
  const auth = { bearerFrom: { env: 'NATS_TOKEN' } };
  const placed = { id, title, unit, everySeconds, kind, account, stream, consumer, namespace, url, auth };
  return { ...demo, signals: { ...demo.signals, queue: placed }, loads: [publish] };
}

describe('on an embedded cluster', { timeout: 30_000 }, () => {
  test('a queue at an address is the model’s, asked through the proxy', () => {
    const { queue } = embeddedSignals(demoAtUrl());
    expect(queue).toMatchObject({ service: 'nats', namespace: 'meme-generator', via: 'proxy' });
    expect(JSON.stringify(queue)).not.toMatch(/url|auth|example/);
  });

  test('what a load publishes to an address goes into the model, and to its end', async () => {
    const { session, state, seconds, latest } = played(demoAtUrl());
    await seconds(30);
    expect(state().sources.get('queue')?.health).toEqual({ state: 'live' });
    const outcome = session.dispatch({ type: 'startLoad', load: 'own' });
    await seconds(10);
    expect(await outcome).toEqual({ ok: true });
    await seconds(110);
    expect(latest('queue:published')).toBe(3000);
    expect(state().loads.get('own')).toMatchObject({ state: 'complete', progress: 1 });
  });

  test('the length of a Redis list is the model’s', async () => {
    const scenario = loadSmall(
      [
        'scenario.yaml',
        'signals:\n',
        'signals:\n  queue: { kind: redis-list, id: queue, title: Jobs, unit: jobs, url: "redis://cache.example", list: "jobs:new" }\n',
      ],
      [
        'scenario.yaml',
        'embedded:\n',
        'embedded:\n  queues: [{ kind: redis-list, namespace: shop, service: redis, port: 6379, list: "jobs:new" }]\n',
      ],
      [
        'worker.yaml',
        '  name: worker\n',
        '  name: worker\nspec: { selector: { matchLabels: { app: worker } }, template: { metadata: { labels: { app: worker } }, spec: { containers: [{ name: worker, image: "worker:1" }] } } }\n',
      ],
      [
        'job.yaml',
        '  namespace: shop\n',
        '  namespace: shop\nspec: { template: { spec: { restartPolicy: Never, containers: [{ name: push, image: "redis:7", command: [redis-benchmark, -h, redis, -n, "700", rpush, "jobs:new", x] }] } } }\n',
      ],
    );
    const { session, state, seconds, latest } = played(scenario);
    await seconds(10);
    expect([state().sources.get('queue')?.health, latest('queue')]).toEqual([{ state: 'live' }, 0]);
    const outcome = session.dispatch({ type: 'startLoad', load: 'burst' });
    await seconds(60);
    expect(await outcome).toEqual({ ok: true });
    expect(latest('queue')).toBe(700);
  });
});
