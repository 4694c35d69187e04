import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Job } from '../../../src/cluster/objects.ts';
import type { ExecLoad, HttpLoad, Load, NatsPublishLoad } from '../../../src/scenario/model.ts';
import type { LoadListener, LoadRunner } from '../../../src/session/loads/load-runner.ts';
import { openSession } from '../../../src/session/open-session.ts';
import type { Session } from '../../../src/session/session.ts';
import { demoScenario } from '../demo-scenario.ts';
import { MemoryCluster } from '../memory-cluster.ts';
import { web } from '../objects.ts';

const own: ExecLoad = {
  id: 'own',
  key: '2',
  title: 'Own',
  kind: 'exec',
  command: './load.sh',
  args: ['--for', 'ten seconds'],
  cwd: '/demo',
  env: [],
  on: ['kube', 'embedded'],
};
const webLoad: HttpLoad = {
  id: 'web',
  key: '3',
  title: 'Web',
  kind: 'http',
  url: 'http://shop.test/',
  method: 'GET',
  users: 10,
  durationSeconds: 30,
  timeoutSeconds: 5,
  on: ['kube'],
};
const publish: NatsPublishLoad = {
  id: 'Big_Burst',
  key: '4',
  title: 'Big',
  kind: 'nats-publish',
  url: 'nats://nats.test:4222',
  subject: 'orders.new',
  messages: 5000,
  bytes: 64,
  inFlight: 16,
};

/** Loads that a test plays: each start is answered by hand. */
class PlayedRunner implements LoadRunner {
  readonly listeners: LoadListener[] = [];
  stopped = 0;
  refusal: string | undefined;

  async start(_load: Load, listener: LoadListener) {
    if (this.refusal !== undefined) throw new Error(this.refusal);
    this.listeners.push(listener);
    return {
      stop: async () => {
        this.stopped += 1;
        listener.ended({ state: 'failed', line: 'stopped' });
      },
    };
  }
}

class LiveMemoryCluster extends MemoryCluster {
  override readonly identity = { badge: 'LIVE', context: 'kind-demo' } as never;
}

let runner: PlayedRunner;
let cluster: MemoryCluster;
let session: Session;

beforeEach(() => {
  runner = new PlayedRunner();
});

afterEach(() => session.close());

function open(on: MemoryCluster, loadRunner: LoadRunner | undefined = runner) {
  cluster = on;
  cluster.put(web(4));
  const demo = demoScenario();
  session = openSession({
    cluster,
    scenario: { ...demo, loads: [...demo.loads, own, webLoad, publish] },
    frames: cluster.clock,
    mode: 'baseline',
    guard: { allowedContexts: ['*'], yes: true, readOnly: false },
    ...(loadRunner && { loadRunner }),
  });
}

async function start(load: string) {
  const outcome = session.dispatch({ type: 'startLoad', load });
  await cluster.pass(2);
  return outcome;
}

const progress = (id: string) => session.store.getState().loads.get(id);

describe('a load that runs on this machine', () => {
  test('is told from its start to its end, and logged as the command it is', async () => {
    open(new MemoryCluster());
    expect(await start('own')).toEqual({ ok: true });
    expect(progress('own')).toMatchObject({ state: 'running' });
    expect(session.store.getState().actions.at(-1)).toMatchObject({
      command: "./load.sh --for 'ten seconds'",
      state: 'done',
    });
    expect(await start('own')).toEqual({ ok: false, reason: 'load own is still running' });
    const [listener] = runner.listeners;
    listener?.said('\u001b[32m45%\u001b[0m done, password=hunter2');
    await cluster.pass(1);
    expect(progress('own')).toMatchObject({ progress: 0.45, line: '45% done, password=[redacted]' });
    listener?.ended({ state: 'complete' });
    listener?.said('too late');
    await cluster.pass(1);
    expect(progress('own')).toMatchObject({ state: 'complete', progress: 1, line: expect.stringMatching(/^45%/) });
    expect(await start('own')).toEqual({ ok: true });
    expect(progress('own')).toMatchObject({ state: 'running' });
  });

  test('that prints a flood is told ten times a second at most', async () => {
    open(new MemoryCluster());
    await start('own');
    const told = new Set<unknown>();
    const stop = session.store.subscribe(() => told.add(progress('own')));
    for (let line = 0; line < 100_000; line += 1) runner.listeners[0]?.said(`line ${line}`);
    await cluster.pass(1);
    stop();
    expect(told.size).toBeLessThanOrEqual(10);
    expect(progress('own')?.line).toBe('line 99999');
  });

  test('that cannot be started has failed with the reason', async () => {
    open(new MemoryCluster());
    runner.refusal = './load.sh is not found';
    expect(await start('own')).toEqual({ ok: false, reason: './load.sh is not found' });
    expect(progress('own')).toMatchObject({ state: 'failed', line: './load.sh is not found' });
  });

  test('ends with a reset, and with the session', async () => {
    open(new MemoryCluster());
    await start('own');
    const outcome = session.dispatch({ type: 'reset' });
    await cluster.pass(60);
    expect(await outcome).toEqual({ ok: true });
    expect(progress('own')).toMatchObject({ state: 'failed', line: 'stopped' });
    await start('own');
    await session.close();
    expect(runner.stopped).toBe(2);
    expect(progress('own')).toMatchObject({ state: 'failed' });
  });

  test('is refused on an embedded cluster that the scenario does not have it on, and where nothing may be run', async () => {
    open(new MemoryCluster());
    const refusal = 'load web runs on this machine, and the scenario does not have it on an embedded cluster';
    expect(session.refusal({ type: 'startLoad', load: 'web' })).toBe(refusal);
    expect(await start('web')).toEqual({ ok: false, reason: refusal });
    await session.close();
    open(new LiveMemoryCluster());
    expect(await start('web')).toEqual({ ok: true });
    expect(session.store.getState().actions.at(-1)).toMatchObject({
      command: 'hey -z 30s -c 10 -m GET http://shop.test/',
    });
    await session.close();
    openWithoutRunner();
    expect(session.refusal({ type: 'startLoad', load: 'own' })).toMatch(/this run starts nothing there$/);
  });

  function openWithoutRunner() {
    cluster = new LiveMemoryCluster();
    const demo = demoScenario();
    const scenario = { ...demo, loads: [own] };
    const guard = { allowedContexts: ['*'], yes: true, readOnly: false };
    session = openSession({ cluster, scenario, frames: cluster.clock, mode: 'baseline', guard });
  }
});

describe('a load that publishes to NATS', () => {
  test('is a Job on an embedded cluster, which publishes to the model', async () => {
    open(new MemoryCluster());
    expect(await start('Big_Burst')).toEqual({ ok: true });
    expect(runner.listeners).toHaveLength(0);
    const job = (await cluster.get({
      apiVersion: 'batch/v1',
      kind: 'Job',
      namespace: 'demo',
      name: 'load-big-burst',
    })) as Job;
    expect(JSON.stringify(job.spec)).toContain('"bench","js","pub","orders.new","--msgs","5000","--size","64"');
    expect(session.store.getState().actions.at(-1)?.command).toBe(
      'kubectl create job load-big-burst -n demo --image=natsio/nats-box:0.17.0 -- nats bench js pub orders.new --msgs 5000 --size 64 --clients 16',
    );
    cluster.put({ ...job, status: { active: 1 } } as Job);
    await cluster.pass(1);
    expect(progress('Big_Burst')).toMatchObject({ state: 'running' });
    const outcome = session.dispatch({ type: 'reset' });
    await cluster.pass(60);
    expect(await outcome).toEqual({ ok: true });
    expect(cluster.writes).toContain('delete Job load-big-burst');
  });

  test('runs on this machine on a real cluster', async () => {
    open(new LiveMemoryCluster());
    expect(await start('Big_Burst')).toEqual({ ok: true });
    expect(runner.listeners).toHaveLength(1);
    expect(cluster.writes).toEqual([]);
  });
});
