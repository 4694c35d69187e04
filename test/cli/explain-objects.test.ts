import { expect, test } from 'vitest';
import { epochMs } from '../../src/autoscaling/units.ts';
import { embeddedSetup } from '../../src/cli/embedded-setup.ts';
import { warmUp } from '../../src/cli/warm-up.ts';
import { resources } from '../../src/cluster/resources.ts';
import { createEmbeddedCluster } from '../../src/embedded/create.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { explainJson } from './explain-captured.ts';

test('objects are read as the API of a cluster returns them', async () => {
  const scenario = loadScenario('meme-generator');
  const { namespace } = scenario.target;
  const cluster = createEmbeddedCluster(embeddedSetup(scenario, { startAt: epochMs(Date.UTC(2025, 0, 1)) }));
  try {
    await warmUp(cluster);
    const { items: pods } = await cluster.list(resources.pods, { namespace });
    const { items: hpas } = await cluster.list(resources.horizontalPodAutoscalers, { namespace });
    expect(pods.length).toBeGreaterThan(0);
    expect(hpas.length).toBeGreaterThan(0);
    const now = new Date(cluster.clock.now()).toISOString();
    const documents = hpas.map((hpa) => ({
      now,
      hpa,
      scale: { specReplicas: 1, statusReplicas: 1, selector: 'app=meme-backend' },
      pods,
      metrics: { resource: [], pods: [], external: [] },
    }));
    const decisions = explainJson(JSON.stringify(documents)) as readonly { readonly limitedBy: string }[];
    expect(decisions.map(({ limitedBy }) => limitedBy)).toEqual(hpas.map(() => 'metrics'));
  } finally {
    await cluster.close();
  }
});
