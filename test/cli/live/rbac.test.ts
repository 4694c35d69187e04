import { describe, expect, onTestFinished, test } from 'vitest';
import { epochMs } from '../../../src/autoscaling/units.ts';
import { embeddedSetup } from '../../../src/cli/embedded-setup.ts';
import { coldStartAt, warmUp } from '../../../src/cli/warm-up.ts';
import { serveApi } from '../../../src/embedded/apiserver/api-server.ts';
import { createEmbeddedCluster } from '../../../src/embedded/create.ts';
import { openKubeCluster } from '../../../src/kube/open-kube-cluster.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { openSession } from '../../../src/session/open-session.ts';
import type { Action, Session } from '../../../src/session/session.ts';
import { openFaultProxy, statusOf } from '../../kube/faults/fault-proxy.ts';
import { placeKubeconfig, until } from '../../kube/served-cluster.ts';
import { granted } from './granted.ts';

const scenario = loadScenario('meme-generator');
const looking = ['harmony-watch', 'harmony-prometheus', 'harmony-nodes'];

/** A session on the meme-generator whose API server grants what these roles do, and no more. */
async function openWith(roles: readonly string[], { readOnly = false, allowedContexts = ['harmony-*'] } = {}) {
  const embedded = createEmbeddedCluster(
    embeddedSetup(scenario, { startAt: coldStartAt(epochMs(Date.UTC(2026, 0, 31, 12))), seed: 1 }),
  );
  await warmUp(embedded);
  const server = await serveApi({ kernel: embedded.kernel });
  const proxy = await openFaultProxy(server);
  const refused = new Set<string>();
  const asked = new Set<string>();
  proxy.refuse((path, method) => {
    asked.add(method);
    if (granted(roles, path, method)) return undefined;
    refused.add(`${method} ${path}`);
    return statusOf(403, 'Forbidden', `${path} is forbidden`);
  });
  const config = placeKubeconfig(proxy.address());
  const cluster = await openKubeCluster({ kubeconfig: config.path });
  const guard = { allowedContexts, yes: true, readOnly };
  const session = openSession({ cluster, scenario, frames: cluster.clock, guard });
  embedded.pacer.setSpeed(20);
  embedded.pacer.start();
  onTestFinished(async () => {
    await session.close();
    await cluster.close();
    await proxy.close();
    await embedded.pacer.stop();
    await server.close();
    await embedded.close();
    config.remove();
  });
  await until(() => isLive(session), 20_000);
  return { session, refused, asked };
}

function isLive({ store }: Session): boolean {
  const sources = [...store.getState().sources.values()];
  return sources.length > 5 && sources.every(({ health }) => health.state === 'live');
}

test('no write leaves the program for a context that the scenario does not allow', { timeout: 60_000 }, async () => {
  const { session, asked } = await openWith([...looking, 'harmony-change'], { allowedContexts: ['kind-*', 'harmony'] });
  const actions: readonly Action[] = [
    { type: 'flipMode', mode: 'conflict' },
    { type: 'startLoad', load: 'burst-4000' },
    { type: 'reset' },
    { type: 'nextCue' },
    { type: 'toggleAutopilot' },
    { type: 'scale', replicas: 3 },
    { type: 'restore' },
  ];
  for (const action of actions)
    expect({ action, ...(await session.dispatch(action)) }).toMatchObject({ action, ok: false });
  await session.takeOver();
  expect([...asked]).toEqual(['GET']);
});

describe('the roles of docs/rbac.yaml', { timeout: 60_000 }, () => {
  test('are enough to look, and to look nothing else is asked for', async () => {
    const { refused, asked } = await openWith(looking, { readOnly: true });
    expect([...refused]).toEqual([]);
    expect([...asked]).toEqual(['GET']);
  });

  test('are enough to play modes and loads and to put everything back', async () => {
    const { session, refused } = await openWith([...looking, 'harmony-change']);
    const actions: readonly Action[] = [
      { type: 'flipMode', mode: 'conflict' },
      { type: 'startLoad', load: 'burst-4000' },
      { type: 'flipMode', mode: 'harmony' },
      { type: 'reset' },
      { type: 'flipMode', mode: 'keda-only' },
      { type: 'restore' },
    ];
    for (const action of actions) expect({ action, ...(await session.dispatch(action)) }).toEqual({ action, ok: true });
    expect(session.outstanding()).toBe(0);
    expect([...refused]).toEqual([]);
  });

  test('without the second one a change is refused, and nothing is left behind', async () => {
    const { session, refused } = await openWith(looking);
    expect(await session.dispatch({ type: 'flipMode', mode: 'keda-only' })).toMatchObject({ ok: false });
    expect(session.outstanding()).toBe(0);
    expect([...refused].every((request) => /^(POST|PUT|PATCH|DELETE) /.test(request))).toBe(true);
  });
});
