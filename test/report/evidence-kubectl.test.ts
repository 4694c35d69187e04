import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { HorizontalPodAutoscaler, Pod } from '../../src/autoscaling/objects.ts';
import { epochMs, plusMs } from '../../src/autoscaling/units.ts';
import type { CoreEvent } from '../../src/cluster/objects.ts';
import type { ResourceType } from '../../src/cluster/port.ts';
import { resources } from '../../src/cluster/resources.ts';
import { evidenceFiles } from '../../src/report/evidence/evidence-files.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { type KubectlBench, openKubectlBench } from '../embedded/apiserver/kubectl.ts';
import { describeReal } from '../support/real-program.ts';

const namespace = 'meme-generator';
const metricPath = `/apis/custom.metrics.k8s.io/v1beta1/namespaces/${namespace}/pods/*/memegenerator_pod_cpu_rate?labelSelector=app%3Dmeme-backend`;
const behaving = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: {
    name: 'aa-behaving',
    namespace,
    labels: { team: 'memes', app: 'other' },
    annotations: { short: 'note', long: 'x'.repeat(200), lines: 'one\ntwo\n' },
  },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'nobody' },
    maxReplicas: 7,
    metrics: [
      { type: 'Resource', resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '0.5Gi' } } },
      {
        type: 'ContainerResource',
        containerResource: { name: 'cpu', container: 'web', target: { type: 'Utilization', averageUtilization: 60 } },
      },
      { type: 'External', external: { metric: { name: 'depth' }, target: { type: 'Value', value: '2500' } } },
      {
        type: 'Object',
        object: {
          metric: { name: 'requests' },
          describedObject: { apiVersion: 'v1', kind: 'Service', name: 'web' },
          target: { type: 'AverageValue', averageValue: '100' },
        },
      },
    ],
    behavior: {
      scaleUp: { policies: [{ type: 'Pods', value: 4, periodSeconds: 15 }], selectPolicy: 'Min' },
      scaleDown: {
        stabilizationWindowSeconds: 30,
        policies: [
          { type: 'Percent', value: 100, periodSeconds: 15 },
          { type: 'Pods', value: 12, periodSeconds: 180 },
        ],
      },
    },
  },
};

let bench: KubectlBench;
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

async function byUid<Kind>(type: ResourceType): Promise<ReadonlyMap<string, Kind>> {
  const { items } = await bench.cluster.list(type, { namespace });
  return new Map(items.map((item) => [item.metadata.uid ?? '', item as Kind]));
}

async function written(name: string): Promise<string | undefined> {
  const state = {
    target: { namespace },
    pods: await byUid<Pod>(resources.pods),
    hpas: await byUid<HorizontalPodAutoscaler>(resources.horizontalPodAutoscalers),
    events: await byUid<CoreEvent>(resources.events),
  };
  const podMetric = await bench.cluster.getRaw(metricPath);
  const now = epochMs(Date.now());
  return evidenceFiles(state, { mode: 'conflict', now, podMetric }).find((file) => file.name === `conflict-${name}`)
    ?.text;
}

/** kubectl tells ages by the clock on the wall, which may step on between the two. */
async function expectSame(name: string, ...args: readonly string[]): Promise<void> {
  const before = await written(name);
  const printed = await bench.out(...args);
  const after = await written(name);
  expect([before, after]).toContain(printed);
}

describeReal('kubectl', 'evidence is what the real kubectl prints', () => {
  beforeAll(async () => {
    bench = await openKubectlBench(namespace);
    const { cluster } = bench;
    await bench.run(['apply', '-f', '-'], { input: JSON.stringify(behaving) });
    await cluster.delete({
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      namespace,
      name: 'meme-backend',
    });
    const { modes } = loadScenario(namespace);
    for (const { object } of modes.find(({ id }) => id === 'conflict')?.apply ?? []) {
      await cluster.apply(object, { fieldManager: 'test', force: true });
    }
    await cluster.pacer.stop();
    await cluster.advanceTo(plusMs(cluster.clock.now(), 60_000));
  });
  afterAll(async () => {
    await bench.close();
  });

  test('of the pods of the namespace', async () => {
    const printed = await bench.out('get', 'pods', '-o', 'wide');
    expect(printed.split('\n').length).toBeGreaterThan(2);
    // Their ages are told by the server, whose clock stands still.
    const state = { target: { namespace }, pods: await byUid<Pod>(resources.pods), hpas: new Map(), events: new Map() };
    const files = evidenceFiles(state, { mode: 'conflict', now: bench.cluster.clock.now() });
    expect(files).toEqual([{ name: 'conflict-current-pods.txt', text: printed }]);
  });

  test('of HPAs that people wrote, whatever they measure', async () => {
    const names = [...(await byUid<HorizontalPodAutoscaler>(resources.horizontalPodAutoscalers)).values()]
      .filter(({ metadata }) => metadata.ownerReferences === undefined)
      .map(({ metadata }) => metadata.name)
      .toSorted();
    expect(names).toContain('aa-behaving');
    expect(names.length).toBeGreaterThan(1);
    await expectSame('manual-hpa-describe.txt', 'describe', 'hpa', ...names);
  });

  test("of KEDA's HPAs", async () => {
    const { items } = await bench.cluster.list(resources.horizontalPodAutoscalers, { namespace });
    const names = items.map(({ metadata }) => metadata.name).filter((name) => name.startsWith('keda-hpa-'));
    expect(names).toHaveLength(1);
    await expectSame('keda-hpa-describe.txt', 'describe', 'hpa', ...names);
  });

  test('of the metric of the pods', async () => {
    const printed = await bench.out('get', '--raw', metricPath);
    expect(JSON.parse((await written('pod-metric.json')) ?? '')).toEqual(JSON.parse(printed));
    expect((await written('pod-metric.json'))?.trim()).toBe(printed.trim());
  });
});
