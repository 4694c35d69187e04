import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openWatch, type WatchOptions } from '../../../src/cli/watch/open-watch.ts';
import { serveApi } from '../../../src/embedded/apiserver/api-server.ts';
import type { EmbeddedCluster } from '../../../src/embedded/embedded-cluster.ts';
import { type FaultProxy, openFaultProxy } from '../../kube/faults/fault-proxy.ts';
import { placeKubeconfig, type TestKubeconfig, until } from '../../kube/served-cluster.ts';
import { openCluster, scenario } from '../doctor/examined-cluster.ts';

const namespace = 'meme-generator';
let cluster: EmbeddedCluster;
let server: Awaited<ReturnType<typeof serveApi>>;
let proxy: FaultProxy;
let kubeconfig: TestKubeconfig;

beforeEach(async () => {
  cluster = await openCluster();
  server = await serveApi({ kernel: cluster.kernel });
  proxy = await openFaultProxy(server);
  kubeconfig = placeKubeconfig(proxy.address());
});

afterEach(async () => {
  kubeconfig.remove();
  await proxy.close();
  await server.close();
  await cluster.close();
});

function options(change: Partial<WatchOptions> = {}): WatchOptions {
  return {
    kube: { kubeconfig: kubeconfig.path, namespace },
    embedded: { scenario: 'meme-generator', speed: 1, debug: false },
    ...change,
  };
}

async function applyLagTrigger(): Promise<void> {
  const keda = scenario.modes.find(({ id }) => id === 'keda-only');
  await cluster.delete({
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    namespace,
    name: 'meme-backend',
  });
  for (const { object } of keda?.apply ?? []) await cluster.apply(object, { fieldManager: 'test' });
}

describe('harmony watch on a real cluster', () => {
  test('finds the autoscaler, its target and the queue behind its trigger, and shows their numbers', async () => {
    await applyLagTrigger();
    const run = await openWatch(options({ workload: 'meme-backend' }));
    try {
      const { scenario: found, store, identity } = run.session;
      expect(identity.badge).toBe('LIVE');
      expect(found.title).toBe('meme-generator/meme-backend');
      expect(found.signals.queue).toMatchObject({
        kind: 'nats-jetstream',
        service: 'nats',
        port: 8222,
        stream: 'MEMES',
      });
      await until(() => store.getState().series.get('queue')?.latest?.value === 0);
      await until(() => store.getState().hpas.size > 0 && store.getState().pods.size > 0);
    } finally {
      await run.close();
    }
  });

  test('changes nothing, whatever is asked of it', async () => {
    const methods = new Set<string>();
    proxy.refuse((_, method) => {
      methods.add(method);
      return undefined;
    });
    const run = await openWatch(options());
    await until(() => run.session.store.getState().pods.size > 0);
    try {
      expect(await run.session.dispatch({ type: 'reset' })).toEqual({
        ok: false,
        reason: 'harmony watch changes nothing',
      });
      expect(run.session.readOnly()).toBeDefined();
      expect([...methods]).toEqual(['GET']);
    } finally {
      await run.close();
    }
  });

  test('says what was looked for in a namespace without autoscalers', async () => {
    const opening = openWatch(options({ kube: { kubeconfig: kubeconfig.path, namespace: 'default' } }));
    await expect(opening).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining('HorizontalPodAutoscalers: none') as string,
    });
  });

  test('ends with status 3 where nobody answers', async () => {
    await proxy.close();
    await expect(openWatch(options())).rejects.toMatchObject({ exitCode: 3 });
  });
});

test('on the embedded cluster it is tried out, in any of its namespaces', async () => {
  const { kube: _, ...embedded } = options();
  const run = await openWatch({ ...embedded, namespace, workload: 'meme-frontend' });
  expect(run.session.identity.badge).toBe('EMBEDDED');
  expect(run.remark).toBe('meme-frontend has 1 autoscaler; others that have some: meme-backend');
  await run.close();
  await expect(openWatch({ ...embedded, namespace: 'kube-system' })).rejects.toMatchObject({ exitCode: 2 });
});
