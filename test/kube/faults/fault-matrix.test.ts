import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { resources } from '../../../src/cluster/resources.ts';
import type { KubeCluster } from '../../../src/kube/kube-cluster.ts';
import { openKubeCluster } from '../../../src/kube/open-kube-cluster.ts';
import { namespace } from '../../embedded/kernel/objects.ts';
import {
  placeKubeconfig,
  type ServedTestCluster,
  serveTestCluster,
  type TestKubeconfig,
  until,
} from '../served-cluster.ts';
import { type FaultProxy, openFaultProxy, statusOf } from './fault-proxy.ts';
import { versionsOf, type WatchedView, watchView } from './watched-view.ts';

/** Everything the client waits for, a tenth of what it is in the program or less. */
const quick = {
  slowMs: 250,
  stallMs: 1500,
  leastPauseMs: 20,
  longestPauseMs: 150,
  refusedPauseMs: 200,
  briefMs: 50,
  silenceMs: 150,
  answerMs: 150,
  repeatMs: 150,
};

interface Bench {
  readonly proxy: FaultProxy;
  readonly kubeconfig: TestKubeconfig;
  served: ServedTestCluster;
}

interface Fault {
  readonly name: string;
  /** What the view says while it lasts. */
  readonly says: RegExp;
  /** What would mend it, where something would. */
  readonly fix?: RegExp;
  readonly begin: (bench: Bench) => unknown;
  readonly end?: (bench: Bench) => unknown;
  /** The other kinds of the cluster do not notice. */
  readonly isOfOneKind?: true;
}

const configMapPaths = /\/configmaps\?/;

/** Answers every request for ConfigMaps with a refusal, and ends the watch that stands. */
function refused(
  code: number,
  reason: string,
  message: string,
  headers?: Record<string, string>,
): Omit<Fault, 'name' | 'says'> {
  return {
    isOfOneKind: true,
    begin: ({ proxy }) => {
      proxy.refuse((path) => (configMapPaths.test(path) ? statusOf(code, reason, message, headers) : undefined));
      proxy.cutAnswers(configMapPaths);
    },
    end: ({ proxy }) => proxy.refuse(undefined),
  };
}

const forbidden =
  'configmaps is forbidden: User "jane" cannot list resource "configmaps" in API group "" in the namespace "shop"';

const faults: readonly Fault[] = [
  {
    name: 'connection refused',
    says: /connection refused: no API server listens at 127\.0\.0\.1:\d+/,
    begin: ({ proxy }) => proxy.cable.unplug(),
    end: ({ proxy }) => proxy.cable.plugIn(),
  },
  { name: 'a reset mid-stream', says: /was cut/, begin: ({ proxy }) => proxy.cable.cut() },
  {
    name: 'a half-open connection',
    says: /has not answered for/,
    begin: ({ proxy }) => proxy.cable.swallow(),
    end: ({ proxy }) => proxy.cable.letThrough(),
  },
  {
    name: '401 until the kubeconfig has the new token',
    says: /Unauthorized/,
    fix: /credentials/,
    begin: ({ proxy }) => {
      proxy.renewToken();
      proxy.cable.cut();
    },
    end: ({ proxy, kubeconfig }) => kubeconfig.write(proxy.address()),
  },
  {
    name: '403 on one kind',
    says: /is forbidden/,
    fix: /^kubectl create role harmony-configmaps -n shop --verb=get,list,watch --resource=configmaps && .*--user=jane$/,
    ...refused(403, 'Forbidden', forbidden),
  },
  {
    name: '404 of an API group',
    says: /could not find the requested resource/,
    fix: /kubectl api-resources/,
    ...refused(404, 'NotFound', 'the server could not find the requested resource'),
  },
  { name: '409', says: /try again/, ...refused(409, 'Conflict', 'please try again') },
  { name: '410 for every list and watch', says: /too old/, ...refused(410, 'Expired', 'too old resource version') },
  {
    name: '429 with Retry-After',
    says: /too many requests/,
    fix: /tried again/,
    ...refused(429, 'TooManyRequests', 'too many requests', { 'retry-after': '1' }),
  },
  { name: '500', says: /etcdserver: leader changed/, ...refused(500, 'InternalError', 'etcdserver: leader changed') },
  {
    name: '503',
    says: /apiserver is shutting down/,
    ...refused(503, 'ServiceUnavailable', 'apiserver is shutting down'),
  },
  {
    name: 'garbage in the middle of a watch',
    says: /not a watch event/,
    begin: ({ proxy }) => proxy.interject('\u0000{"type":"ADDED","obj\n'),
  },
  {
    name: 'answers that take long',
    says: /no answer to the list|to answer|has not answered/,
    begin: ({ proxy }) => {
      proxy.delay(700);
      proxy.cable.cut();
    },
    end: ({ proxy }) => proxy.delay(0),
  },
  {
    name: 'another server with versions of its own',
    says: /was cut/,
    begin: async (bench) => {
      const { address, close } = bench.served;
      bench.served = await serveTestCluster([], 2);
      bench.proxy.setUpstream(bench.served.address);
      await close();
      expect(bench.served.address.url).not.toBe(address.url);
    },
  },
  {
    name: 'another certificate',
    says: /certificate of 127\.0\.0\.1:\d+ is not trusted/,
    fix: /authority/,
    begin: ({ proxy }) => proxy.renewCertificate(),
    end: ({ proxy, kubeconfig }) => kubeconfig.write(proxy.address()),
  },
];

describe('a view', { timeout: 30_000 }, () => {
  let bench: Bench;
  let cluster: KubeCluster;

  beforeEach(async () => {
    const served = await serveTestCluster();
    const proxy = await openFaultProxy(served.address);
    bench = { served, proxy, kubeconfig: placeKubeconfig(proxy.address()) };
  });

  afterEach(async () => {
    await cluster.close();
    await bench.proxy.close();
    await bench.served.close();
    bench.kubeconfig.remove();
  });

  const state = ({ health }: WatchedView) => health.at(-1)?.state;
  const change = async (data: string) => {
    const { embedded } = bench.served;
    const object = (name: string) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace },
      data: { data },
    });
    await embedded.apply(object('beta'), { fieldManager: 'test' });
    await embedded.apply(object(`new-${data}`), { fieldManager: 'test' });
    await embedded.delete({ apiVersion: 'v1', kind: 'ConfigMap', namespace, name: 'alpha' });
  };

  test.each(faults)('survives $name', async ({ says, fix, begin, end, isOfOneKind }) => {
    // Where one kind alone is refused, the others must not even seem slow, however busy the machine is.
    const intervals = isOfOneKind ? { ...quick, silenceMs: 60_000, slowMs: 60_000 } : quick;
    cluster = await openKubeCluster({ kubeconfig: bench.kubeconfig.path, intervals });
    const view = watchView(cluster, resources.configMaps);
    const other = watchView(cluster, resources.deployments);
    await until(() => state(view) === 'live' && state(other) === 'live');
    const healthy = view.health.length;
    await begin(bench);
    const complaint = () =>
      view.health.slice(healthy).find((each) => each.state === 'failed' && says.test(each.reason));
    await until(() => complaint() !== undefined);
    if (fix !== undefined) expect(complaint()).toMatchObject({ fix: expect.stringMatching(fix) as string });
    await change('during');
    await end?.(bench);
    const truth = async () => versionsOf((await bench.served.embedded.list(resources.configMaps, { namespace })).items);
    const isWhole = async () => JSON.stringify(view.versions()) === JSON.stringify(await truth());
    await until(async () => state(view) === 'live' && state(other) === 'live' && (await isWhole()));
    await change('after');
    await until(isWhole);
    expect(view.versions()).toEqual(await truth());
    expect(view.repeated()).toEqual([]);
    expect(other.repeated()).toEqual([]);
    if (isOfOneKind) expect(other.health.map((each) => each.state)).toEqual(['connecting', 'live']);
  });
});
