import { expect, onTestFinished, test, vi } from 'vitest';
import { epochMs } from '../../../src/autoscaling/units.ts';
import { embeddedSetup } from '../../../src/cli/embedded-setup.ts';
import { serveApi } from '../../../src/embedded/apiserver/api-server.ts';
import { createEmbeddedCluster } from '../../../src/embedded/create.ts';
import { jobLoads } from '../../../src/scenario/load-model.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { describeReal } from '../../support/real-program.ts';
import { startPrometheus } from './real-prometheus.ts';

const scenario = loadScenario('meme-generator');
const [productivity, throttling] = (scenario.embedded.model.prometheus?.queries ?? []).map(({ query }) => query);

/** The demo under its burst, at the speed of the wall clock from then on. */
async function servedUnderLoad() {
  const startAt = epochMs(Math.floor(Date.now() / 1000) * 1000 - 60_000);
  const cluster = createEmbeddedCluster(embeddedSetup(scenario, { startAt }));
  await cluster.virtualClock.advanceTo(epochMs(startAt + 45_000));
  const load = jobLoads(scenario.loads)[0]?.job.object;
  if (load) await cluster.apply(load, { fieldManager: 'test' });
  await cluster.virtualClock.advanceTo(epochMs(startAt + 60_000));
  const server = await serveApi({ kernel: cluster.kernel });
  onTestFinished(async () => {
    await server.close();
    await cluster.close();
  });
  return { cluster, server };
}

describeReal('prometheus', 'a real Prometheus that scrapes the embedded cluster', () => {
  test('answers the throttling and productivity queries as the embedded one does', { timeout: 90_000 }, async () => {
    const { cluster, server } = await servedUnderLoad();
    const prometheus = await startPrometheus(server);
    await vi.waitFor(async () => expect(await prometheus.value('up')).toBe(1), { timeout: 30_000, interval: 200 });
    cluster.pacer.setSpeed(1);
    cluster.pacer.start();
    const embedded = (query: string): number => {
      const service = { namespace: 'monitoring', name: 'prometheus', port: 9090 };
      const answer = cluster.kernel.services.call(service, `/api/v1/query?query=${encodeURIComponent(query)}`);
      const { result } = (answer as { data: { result: { value: [number, string] }[] } }).data;
      return Number(result[0]?.value[1] ?? Number.NaN);
    };
    await vi.waitFor(
      async () => {
        expect(await prometheus.value('count_over_time(up[1m])')).toBeGreaterThanOrEqual(30);
        for (const query of [throttling, productivity]) {
          expect(query).toBeDefined();
          const [real, ours] = [await prometheus.value(query ?? ''), embedded(query ?? '')];
          expect(real).toBeGreaterThan(0);
          expect(Math.abs(real / ours - 1)).toBeLessThan(0.35);
        }
      },
      { timeout: 60_000, interval: 1000 },
    );
    expect(await prometheus.count('kube_horizontalpodautoscaler_status_desired_replicas')).toBeGreaterThanOrEqual(1);
    expect(await prometheus.value('jetstream_consumer_num_pending')).toBeGreaterThan(0);
    expect(
      await prometheus.value('sum(rate(container_cpu_usage_seconds_total{pod=~"meme-backend-.*"}[15s]))'),
    ).toBeGreaterThan(0);
    expect(await prometheus.value('sum(memegenerator_messages_processed_total)')).toBeGreaterThan(0);
  });
});
