import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explainDecision } from '../../../src/autoscaling/decision/from-decision.ts';
import type { HorizontalPodAutoscaler } from '../../../src/autoscaling/objects.ts';
import { plusMs } from '../../../src/autoscaling/units.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { jobLoads } from '../../../src/scenario/load-model.ts';
import { loadScenario } from '../../../src/scenario/load-scenario.ts';
import { explainedMetric, printedMetrics } from '../../autoscaling/decision/described-metrics.ts';
import { type KubectlBench, kubectlIsThere, openKubectlBench } from './kubectl.ts';

const scenario = loadScenario('meme-generator');
let bench: KubectlBench;

/** Both autoscalers on one workload, with a burst to fight over. */
async function beginConflict({ cluster }: KubectlBench): Promise<void> {
  const conflict = scenario.modes.find(({ id }) => id === 'conflict');
  const burst = jobLoads(scenario.loads).find(({ id }) => id === 'burst-6000');
  const manual = { apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', namespace: 'meme-generator' };
  await cluster.delete({ ...manual, name: 'meme-backend' });
  for (const { object } of conflict?.apply ?? []) await cluster.apply(object, { fieldManager: 'test', force: true });
  if (burst) await cluster.apply(burst.job.object, { fieldManager: 'test' });
}

describe.skipIf(!kubectlIsThere)('in the conflict run, `describe hpa` and `explain`', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    bench = await openKubectlBench('meme-generator');
    await bench.cluster.pacer.stop();
    await beginConflict(bench);
  });
  afterAll(async () => {
    await bench.close();
  });

  test.each([30, 75, 120])('agree on every figure after %i s more', async (seconds) => {
    const { cluster } = bench;
    await cluster.advanceTo(plusMs(cluster.clock.now(), seconds * 1000));
    const { items } = await cluster.list(resources.horizontalPodAutoscalers, { namespace: 'meme-generator' });
    const fighting = (items as readonly HorizontalPodAutoscaler[]).filter(({ metadata }) =>
      metadata.name.endsWith('meme-backend'),
    );
    expect(fighting).toHaveLength(2);
    for (const hpa of fighting) {
      const decision = cluster.decisions().get(hpa.metadata.uid ?? '');
      if (!decision) throw new Error(`no decision on ${hpa.metadata.name}`);
      const explained = explainDecision(hpa, decision);
      const described = await bench.out('describe', 'hpa', hpa.metadata.name);
      expect(printedMetrics(described)).toEqual(explained.metrics.map(explainedMetric));
      expect(described).toMatch(new RegExp(`^Min replicas: +${explained.minReplicas}$`, 'm'));
      expect(described).toMatch(new RegExp(`^Max replicas: +${explained.maxReplicas}$`, 'm'));
      expect(described).toMatch(
        new RegExp(`^Deployment pods: +${explained.current} current / ${explained.desired} desired$`, 'm'),
      );
      for (const { type, status, reason, message } of decision.conditions) {
        expect(described.replaceAll(/ +/g, ' ')).toContain(` ${type} ${status} ${reason} ${message}`);
      }
    }
  });
});
