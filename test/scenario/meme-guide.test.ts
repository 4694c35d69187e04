import { describe, expect, it } from 'vitest';
import type { HorizontalPodAutoscaler, ScaledObject } from '../../src/autoscaling/objects.ts';
import type { VerticalPodAutoscaler } from '../../src/autoscaling/vpa/objects.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { appliedIn, manifestFiles, manifestIn, objectsIn, usedFiles } from './scenario-folder.ts';

const scenario = loadScenario('meme-guide');

describe('meme-guide', () => {
  it('scales the frontend on CPU and memory, up to five, with a behavior of its own', () => {
    const hpa = appliedIn<HorizontalPodAutoscaler>(scenario, 'guide', 'HorizontalPodAutoscaler')?.spec;
    expect(hpa).toMatchObject({ minReplicas: 1, maxReplicas: 5, scaleTargetRef: { name: 'meme-frontend' } });
    expect(hpa?.metrics).toMatchObject([
      { type: 'Resource', resource: { name: 'cpu', target: { averageUtilization: 30 } } },
      { type: 'Resource', resource: { name: 'memory', target: { averageUtilization: 50 } } },
    ]);
    expect(Object.keys(hpa?.behavior ?? {})).toEqual(['scaleUp', 'scaleDown']);
  });

  it('scales the backend from zero to ten on the lag', () => {
    expect(appliedIn<ScaledObject>(scenario, 'guide', 'ScaledObject')?.spec).toMatchObject({
      pollingInterval: 5,
      cooldownPeriod: 30,
      minReplicaCount: 0,
      maxReplicaCount: 10,
      triggers: [{ type: 'nats-jetstream', metadata: { lagThreshold: '5' } }],
    });
  });

  it('gives Redis what it needs, within bounds', () => {
    const vpa = appliedIn<VerticalPodAutoscaler>(scenario, 'guide', 'VerticalPodAutoscaler')?.spec;
    expect(vpa?.resourcePolicy?.containerPolicies).toMatchObject([
      { minAllowed: { cpu: '50m', memory: '64Mi' }, maxAllowed: { cpu: '1', memory: '1Gi' } },
    ]);
    expect(vpa?.updatePolicy?.minReplicas).toBe(1);
  });

  it('has hey, paced publishes, redis-benchmark, and a busy loop for real pods alone', () => {
    const commands = objectsIn(scenario, 'loads').map(({ spec }) => JSON.stringify(spec));
    for (const program of ['"hey"', 'nats pub meme.request', '"redis-benchmark"']) {
      expect(commands.filter((command) => command.includes(program))).toHaveLength(1);
    }
    expect(scenario.loads.find(({ id }) => id === 'cpu-burn')).toMatchObject({ kind: 'exec', on: ['kube'] });
  });

  it('uses every manifest in its folder, and each is right by itself', () => {
    const files = manifestFiles(scenario, 'autoscalers', 'cluster', 'loads');
    expect(usedFiles(scenario)).toEqual(files);
    expect(files.flatMap((file) => manifestIn(scenario, file).problems)).toEqual([]);
  });
});
