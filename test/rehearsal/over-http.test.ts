import { expect, onTestFinished, test, vi } from 'vitest';
import { epochMs } from '../../src/autoscaling/units.ts';
import { embeddedSetup } from '../../src/cli/embedded-setup.ts';
import { realFrames } from '../../src/cli/real-frames.ts';
import { warmUp } from '../../src/cli/warm-up.ts';
import { serveApi } from '../../src/embedded/apiserver/api-server.ts';
import { createEmbeddedCluster } from '../../src/embedded/create.ts';
import { openKubeCluster } from '../../src/kube/open-kube-cluster.ts';
import { listScenarios, loadScenario } from '../../src/scenario/load-scenario.ts';
import type { Scenario } from '../../src/scenario/model.ts';
import { openSession } from '../../src/session/open-session.ts';
import type { Session } from '../../src/session/session.ts';
import { placeKubeconfig } from '../kube/served-cluster.ts';

vi.setConfig({ testTimeout: 180_000 });

const guard = { allowedContexts: ['harmony-*'], yes: true, readOnly: false };

/** A session on a scenario's cluster as `harmony cluster` serves it, through the client that real clusters have, thirty times faster. */
async function openOverHttp(scenario: Scenario): Promise<Session> {
  const now = Math.floor(Date.now() / 1000) * 1000;
  const embedded = createEmbeddedCluster(embeddedSetup(scenario, { startAt: epochMs(now - 300_000) }));
  await warmUp(embedded);
  const server = await serveApi({ kernel: embedded.kernel });
  const config = placeKubeconfig(server);
  const cluster = await openKubeCluster({ kubeconfig: config.path });
  embedded.pacer.setSpeed(30);
  embedded.pacer.start();
  const session = openSession({ cluster, scenario, frames: realFrames, guard });
  onTestFinished(async () => {
    await session.close();
    await cluster.close();
    await embedded.pacer.stop();
    await server.close();
    await embedded.close();
    config.remove();
  });
  return session;
}

test.each(listScenarios())(
  '%s works over HTTP as on a real cluster: its signals, modes, loads and the way back',
  async (name) => {
    const scenario = loadScenario(name);
    const session = await openOverHttp(scenario);
    const state = () => session.store.getState();
    const failing = () =>
      [...state().sources].flatMap(([source, { health }]) => (health.state === 'live' ? [] : [source]));
    await vi.waitFor(() => expect(failing()).toEqual([]), { timeout: 30_000, interval: 100 });

    // The screen follows a frame later.
    const isIn = (mode: string) =>
      vi.waitFor(() => expect(state().modes.at(-1)).toMatchObject({ mode, phase: 'applied' }), { timeout: 5000 });
    for (const { id } of scenario.modes.filter((mode) => mode.id !== scenario.baseline)) {
      expect([id, await session.dispatch({ type: 'flipMode', mode: id })]).toEqual([id, { ok: true }]);
      await isIn(id);
    }
    const jobs = scenario.loads.filter(({ kind }) => kind === 'job');
    for (const { id } of jobs) {
      expect([id, await session.dispatch({ type: 'startLoad', load: id })]).toEqual([id, { ok: true }]);
    }
    const started = () => jobs.filter(({ id }) => ['running', 'complete'].includes(state().loads.get(id)?.state ?? ''));
    await vi.waitFor(() => expect(started()).toEqual(jobs), { timeout: 30_000, interval: 100 });
    expect(await session.dispatch({ type: 'reset' })).toEqual({ ok: true });
    await isIn(scenario.baseline);
  },
);
