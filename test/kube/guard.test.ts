import { channel } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { serveApi } from '../../src/embedded/apiserver/api-server.ts';
import { openKubeCluster } from '../../src/kube/open-kube-cluster.ts';
import type { GuardOptions } from '../../src/session/guard/guard.ts';
import { openSession } from '../../src/session/open-session.ts';
import type { Action } from '../../src/session/session.ts';
import { demoWorld, picture, scenario } from '../session/changes/demo-world.ts';
import { placeKubeconfig, until } from './served-cluster.ts';

/** Every request that reaches a server of this process, as `GET /api/v1/pods`. */
function requestLog(): readonly string[] {
  const requests: string[] = [];
  const started = channel('http.server.request.start');
  const note = (message: unknown): void => {
    const { method, url } = (message as { readonly request: IncomingMessage }).request;
    requests.push(`${method} ${url}`);
  };
  started.subscribe(note);
  onTestFinished(() => void started.unsubscribe(note));
  return requests;
}

const everything: readonly Action[] = [
  { type: 'flipMode', mode: 'harmony' },
  { type: 'startLoad', load: 'burst-6000' },
  { type: 'reset' },
  { type: 'scale', replicas: 2 },
  { type: 'nextCue' },
  { type: 'toggleAutopilot' },
  { type: 'restore' },
];

async function runOn(guard: GuardOptions) {
  const world = await demoWorld('hpa-only');
  const server = await serveApi({ kernel: world.kernel });
  const config = placeKubeconfig(server);
  const cluster = await openKubeCluster({ kubeconfig: config.path });
  const session = openSession({ cluster, scenario, frames: cluster.clock, guard });
  onTestFinished(async () => {
    await session.close();
    await cluster.close();
    await server.close();
    await world.close();
    config.remove();
  });
  await until(() => session.store.getState().deployments.size > 0);
  return { world, session };
}

const reads = /^GET |^POST \/apis\/authorization\.k8s\.io\/v1\/selfsubject/;

describe('by the server’s request log', { timeout: 30_000 }, () => {
  test.each<readonly [string, GuardOptions]>([
    ['the context matches no glob', { allowedContexts: ['kind-*', 'minikube'], yes: true, readOnly: false }],
    ['the run is read-only', { allowedContexts: ['*'], yes: true, readOnly: true }],
    ['nobody has confirmed', { allowedContexts: ['*'], yes: false, readOnly: false }],
  ])('nothing is written where %s', async (_, guard) => {
    const requests = requestLog();
    const { world, session } = await runOn(guard);
    const before = await picture(world);
    for (const action of everything) expect((await session.dispatch(action)).ok, action.type).toBe(false);
    await session.takeOver();
    await session.close();
    expect(requests.length).toBeGreaterThan(5);
    expect(requests.filter((request) => !reads.test(request))).toEqual([]);
    expect(await picture(world)).toEqual(before);
  });

  test('it shows what is written where it is allowed', async () => {
    const requests = requestLog();
    const { session } = await runOn({ allowedContexts: ['harmony-*'], yes: true, readOnly: false });
    expect(await session.dispatch({ type: 'startLoad', load: 'burst-6000' })).toEqual({ ok: true });
    await session.close();
    const writes = requests.filter((request) => !reads.test(request)).map((request) => request.replace(/\?.*/, ''));
    const lease = '/apis/coordination.k8s.io/v1/namespaces/meme-generator/leases/harmony-meme-backend';
    const job = /\/apis\/batch\/v1\/namespaces\/meme-generator\/jobs\/.+/;
    expect(writes).toEqual([
      `PATCH ${lease}`,
      expect.stringMatching(job),
      expect.stringMatching(job),
      `DELETE ${lease}`,
    ]);
  });
});
