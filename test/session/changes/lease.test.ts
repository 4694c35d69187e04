import { describe, expect, onTestFinished, test } from 'vitest';
import { ClusterError } from '../../../src/cluster/port.ts';
import type { EmbeddedCluster } from '../../../src/embedded/embedded-cluster.ts';
import type { Holder } from '../../../src/session/guard/this-process.ts';
import { openSession } from '../../../src/session/open-session.ts';
import type { Action } from '../../../src/session/session.ts';
import { demoWorld, pass, passUntilDone, scenario } from './demo-world.ts';
import { LiveCluster, type Toll } from './live-cluster.ts';
import { openRealRun } from './real-run.ts';

const leaseRef = {
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  namespace: 'meme-generator',
  name: 'harmony-meme-backend',
};
const alice: Holder = { identity: 'alice@laptop pid 1', host: 'laptop', pid: 1 };
const bob: Holder = { identity: 'bob@stage pid 2', host: 'stage', pid: 2 };
const toKeda: Action = { type: 'flipMode', mode: 'keda-only' };
const toHpa: Action = { type: 'flipMode', mode: 'hpa-only' };

async function newWorld(): Promise<EmbeddedCluster> {
  const world = await demoWorld('hpa-only');
  onTestFinished(() => world.close());
  return world;
}

function cockpit(world: EmbeddedCluster, holder: Holder, toll?: Toll) {
  const session = openSession({
    cluster: new LiveCluster(world, toll),
    scenario,
    frames: world.clock,
    holder,
    guard: { allowedContexts: ['kind-*'], yes: true, readOnly: false },
  });
  onTestFinished(() => session.close());
  return {
    session,
    async act(action: Action) {
      const outcome = session.dispatch(action);
      await passUntilDone(world, outcome);
      return outcome;
    },
  };
}

const holder = async (world: EmbeddedCluster) =>
  ((await world.get(leaseRef))?.spec as { readonly holderIdentity?: string } | undefined)?.holderIdentity;

describe('two cockpits on one target', () => {
  test('see each other: who changes something first holds the Lease, the second is read-only', async () => {
    const world = await newWorld();
    const [first, second] = [cockpit(world, alice), cockpit(world, bob)];
    await pass(world, 6);
    expect(await holder(world)).toBeUndefined();
    expect(await first.act(toKeda)).toEqual({ ok: true });
    expect(await holder(world)).toBe(alice.identity);
    await pass(world, 6);
    expect(second.session.heldBy()).toBe(alice.identity);
    expect(second.session.refusal({ type: 'reset' })).toBe(
      'alice@laptop pid 1 changes this target (Lease meme-generator/harmony-meme-backend): this run is read-only until it takes over',
    );
    expect(await second.act(toHpa)).toMatchObject({ ok: false });
    // A minute of nothing but renewals.
    await pass(world, 60);
    expect([first.session.heldBy(), second.session.heldBy()]).toEqual([undefined, alice.identity]);
  });

  test('the second finds the Lease before it writes, even if it has not seen it yet', async () => {
    const world = await newWorld();
    const [first, second] = [cockpit(world, alice), cockpit(world, bob)];
    expect(await first.act(toKeda)).toEqual({ ok: true });
    expect(await second.act({ type: 'scale', replicas: 2 })).toMatchObject({
      ok: false,
      reason: expect.stringContaining(alice.identity),
    });
  });

  test('taken over, the first is read-only within one renewal', async () => {
    const world = await newWorld();
    const [first, second] = [cockpit(world, alice), cockpit(world, bob)];
    await first.act(toKeda);
    await pass(world, 6);
    expect(await second.session.takeOver()).toEqual({ ok: true });
    expect(second.session.heldBy()).toBeUndefined();
    await pass(world, 5);
    expect(first.session.heldBy()).toBe(bob.identity);
    expect(first.session.refusal({ type: 'reset' })).toContain(bob.identity);
    expect(await second.act(toHpa)).toEqual({ ok: true });
    expect(await holder(world)).toBe(bob.identity);
  });

  test('nothing is taken over where nobody is', async () => {
    const world = await newWorld();
    expect(await cockpit(world, alice).session.takeOver()).toEqual({
      ok: false,
      reason: 'nobody else changes this target',
    });
    expect(await holder(world)).toBeUndefined();
  });

  test('on quit the Lease goes, and the other one may go on', async () => {
    const world = await newWorld();
    const [first, second] = [cockpit(world, alice), cockpit(world, bob)];
    await first.act(toKeda);
    await first.session.close();
    expect(await world.get(leaseRef)).toBeUndefined();
    await pass(world, 5);
    expect(second.session.heldBy()).toBeUndefined();
    expect(await second.act(toHpa)).toEqual({ ok: true });
  });

  test('a Lease that is not renewed runs out', async () => {
    const world = await newWorld();
    let isDead = false;
    const toll: Toll = (_, send) => (isDead ? new Promise(() => {}) : send());
    const [first, second] = [cockpit(world, alice, toll), cockpit(world, bob)];
    await first.act(toKeda);
    isDead = true;
    await pass(world, 12);
    expect(second.session.heldBy()).toBe(alice.identity);
    await pass(world, 12);
    expect(second.session.heldBy()).toBeUndefined();
    expect(await second.act(toHpa)).toEqual({ ok: true });
    expect(await holder(world)).toBe(bob.identity);
  });
});

test('without the right to Leases it goes on, and says so once', async () => {
  const run = openRealRun();
  run.behind.admit = (write) => {
    if (write.includes('Lease')) throw new ClusterError(403, 'Forbidden', 'leases.coordination.k8s.io is forbidden');
  };
  expect(await run.act({ type: 'flipMode', mode: 'keda' })).toEqual({ ok: true });
  const told = run.session.store.getState().actions.filter(({ message }) => message?.includes('no Lease is kept'));
  expect(told.map(({ command, state }) => [command, state])).toEqual([
    ['kubectl get lease harmony-web -n demo', 'done'],
  ]);
  expect(run.sent.filter((write) => write.includes('Lease'))).toHaveLength(1);
});
