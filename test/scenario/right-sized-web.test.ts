import { describe, expect, it } from 'vitest';
import type { ScaledObject } from '../../src/autoscaling/objects.ts';
import type { Deployment } from '../../src/cluster/objects.ts';
import type { EmbeddedModel } from '../../src/embedded/setup.ts';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { appliedIn, manifestFiles, manifestIn, objectsIn, usedFiles } from './scenario-folder.ts';

const scenario = loadScenario('right-sized-web');
const model: EmbeddedModel = scenario.embedded.model;

describe('right-sized-web', () => {
  it('starts static: two fixed replicas, and nine large nodes that a reservation keeps', () => {
    expect(scenario.baseline).toBe('static');
    const replicas = (name: string) => appliedIn<Deployment>(scenario, 'static', 'Deployment', name)?.spec.replicas;
    expect([replicas('web'), replicas('worker'), replicas('reserve')]).toEqual([2, 2, 9]);
    expect(appliedIn(scenario, 'static', 'ScaledObject')).toBeUndefined();
    expect(model.nodes.map(({ name, count, minCount, maxCount }) => [name, count, minCount, maxCount])).toEqual([
      ['large', 9, 0, 9],
      ['small', 0, 0, 7],
    ]);
  });

  it('places each mode on a node group of its own', () => {
    const pools = (mode: string) =>
      ['web', 'worker'].map((name) => {
        const spec = appliedIn<Deployment>(scenario, mode, 'Deployment', name)?.spec.template.spec;
        return spec?.nodeSelector?.pool;
      });
    expect(pools('static')).toEqual(['large', 'large']);
    expect(pools('dynamic')).toEqual(['small', 'small']);
    expect(model.nodes.map(({ labels }) => labels?.pool)).toEqual(['large', 'small']);
  });

  it('scales the shop on requests, CPU and memory, and the workers on their list', () => {
    const web = appliedIn<ScaledObject>(scenario, 'dynamic', 'ScaledObject', 'web')?.spec;
    expect([web?.minReplicaCount, web?.maxReplicaCount]).toEqual([2, 10]);
    expect(web?.triggers.map(({ type, metadata }) => [type, metadata.threshold ?? metadata.value])).toEqual([
      ['prometheus', '100'],
      ['cpu', '60'],
      ['memory', '70'],
    ]);
    const worker = appliedIn<ScaledObject>(scenario, 'dynamic', 'ScaledObject', 'worker')?.spec;
    expect([worker?.minReplicaCount, worker?.maxReplicaCount]).toEqual([1, 5]);
    expect(worker?.triggers).toMatchObject([{ type: 'redis', metadata: { listName: 'jobs', listLength: '5' } }]);
  });

  it('removes nodes ten minutes after they are not needed, at half use or less', () => {
    expect(model.clusterAutoscaler).toMatchObject({
      scaleDownDelayAfterAddSeconds: 600,
      scaleDownUnneededSeconds: 600,
      scaleDownUtilizationThreshold: 0.5,
    });
    expect(model.nodes.every(({ pricePerHourUsd }) => pricePerHourUsd !== undefined)).toBe(true);
  });

  it('has the traffic of its three tests in a ConfigMap, and a Job for each', () => {
    const scripts = objectsIn(scenario, 'cluster').find(({ kind }) => kind === 'ConfigMap') as
      | { readonly data?: Readonly<Record<string, string>> }
      | undefined;
    expect(scripts?.data?.['soak.js']).toMatch(/vus: 40,\s+duration: '10m'/);
    expect(scripts?.data?.['load.js']).toContain('target: 70');
    expect(scripts?.data?.['spike.js']).toContain('target: 600');
    const commands = objectsIn(scenario, 'loads').map(({ spec }) => JSON.stringify(spec));
    for (const name of Object.keys(scripts?.data ?? {})) {
      expect(commands.filter((command) => command.includes(`"/scripts/${name}"`))).toHaveLength(1);
    }
  });

  it('uses every manifest in its folder, and each is right by itself', () => {
    const files = manifestFiles(scenario, 'cluster', 'dynamic', 'loads', 'static');
    expect(usedFiles(scenario)).toEqual(files);
    expect(files.flatMap((file) => manifestIn(scenario, file).problems)).toEqual([]);
  });
});
