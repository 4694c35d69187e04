import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cluster, ClusterError } from '../../../src/cluster/port.ts';
import type { EmbeddedCluster } from '../../../src/embedded/embedded-cluster.ts';
import type { Scenario } from '../../../src/scenario/model.ts';
import { altered, findingOf, findingsOn, openCluster, scenario } from './examined-cluster.ts';

let cluster: EmbeddedCluster;

beforeAll(async () => {
  cluster = await openCluster();
});
afterAll(() => cluster.close());

async function finding(id: string, on: Cluster = cluster, about: Scenario = scenario) {
  return findingOf(await findingsOn(on, about), id);
}

describe('signals', () => {
  const { queue, metrics, throttling } = scenario.signals;

  test('a stream or a consumer that is not there', async () => {
    expect(await finding('signal.queue')).toMatchObject({ level: 'pass', seen: 'MEMES: 0 messages' });
    if (queue?.kind !== 'nats-jetstream') throw new Error('the scenario reads no stream');
    for (const [field, what] of [
      ['stream', 'stream'],
      ['consumer', 'consumer'],
    ] as const) {
      const about: Scenario = { ...scenario, signals: { metrics, queue: { ...queue, [field]: 'NOPE' } } };
      expect(await finding('signal.queue', cluster, about)).toMatchObject({
        level: 'fail',
        seen: expect.stringContaining(`no ${what} named NOPE`) as string,
        fix: expect.stringContaining('nats stream add') as string,
      });
    }
  });

  const prometheusAnswers = (result: readonly unknown[]) =>
    altered(cluster, {
      serviceProxy: async () => ({ status: 'success', data: { resultType: 'vector', result } }),
    });

  test.each([
    ['one number', [{ value: [0, '0.25'] }], 'pass', 'Throttled periods: 0.25 ratio'],
    ['no number', [{ value: [0, 'NaN'] }], 'warn', 'Throttled periods answers with no number now'],
    ['no series', [], 'warn', 'Throttled periods answers with no number now'],
    ['several series', [{ value: [0, '1'] }, { value: [0, '2'] }], 'fail', 'yields 2 series; one is needed'],
  ])('a query of Prometheus that yields %s', async (_, result, level, seen) => {
    if (!throttling) throw new Error('the scenario reads no throttling');
    const about: Scenario = { ...scenario, signals: { metrics: [], throttling } };
    expect(await finding(`signal.${throttling.id}`, prometheusAnswers(result), about)).toMatchObject({
      level,
      seen: expect.stringContaining(seen) as string,
    });
  });

  test('a Prometheus that is not there', async () => {
    const away = altered(cluster, {
      serviceProxy: async () => Promise.reject(new ClusterError(503, 'ServiceUnavailable', 'no endpoints available')),
    });
    expect(await finding('signal.productivity', away)).toMatchObject({
      level: 'fail',
      seen: 'Productivity: no endpoints available',
      fix: expect.stringContaining('/services/prometheus:9090/proxy/api/v1/query') as string,
    });
  });
});
