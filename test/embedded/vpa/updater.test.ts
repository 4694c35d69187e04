import { describe, expect, test } from 'vitest';
import type { KubernetesObject } from '../../../src/autoscaling/objects.ts';
import { deployment, namespace } from '../kernel/objects.ts';
import { mebibyte, type RunningVpa, runningVpa, vpa } from './vpa-fixture.ts';

const hour = 3600;

function budget(minAvailable: number): KubernetesObject {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'web', namespace },
    spec: { minAvailable, selector: { matchLabels: { app: 'web' } } },
  };
}

function evictions(cluster: RunningVpa): number {
  return cluster.events('Pod').filter((event) => event.startsWith('EvictedByVPA')).length;
}

/** What the programs of the fixture are recommended, so that nothing is left to change. */
const fitting = { resources: { requests: { cpu: '476m', memory: '750Mi' } } };

describe('the updater', () => {
  test('evicts nothing that a PodDisruptionBudget protects', async () => {
    const guarded = runningVpa([deployment(4), vpa(), budget(4)]);
    await guarded.pass(900);
    expect(evictions(guarded)).toBe(0);
    expect(guarded.events('VerticalPodAutoscaler')).toEqual([]);
  });

  test('goes on one by one where a budget lets it', async () => {
    const cluster = runningVpa([deployment(4), vpa(), budget(3)]);
    await cluster.pass(1200);
    expect(Object.values(cluster.cpuRequests())).toEqual(['476m', '476m', '476m', '476m']);
    expect(evictions(cluster)).toBe(4);
  });

  test('leaves pods within the bounds alone for twelve hours, and those that hardly differ for good', async () => {
    const generous = { resources: { requests: { cpu: '700m', memory: '750Mi' } } };
    const cluster = runningVpa([deployment(2, { container: generous }), vpa()]);
    await cluster.pass(60);
    const first = Object.keys(cluster.cpuRequests());
    await cluster.pass(11.8 * hour);
    expect(Object.keys(cluster.cpuRequests())).toEqual(first);
    await cluster.pass(0.5 * hour);
    expect(Object.values(cluster.cpuRequests())).toEqual(['476m', '476m']);
    const second = Object.keys(cluster.cpuRequests());
    await cluster.pass(14 * hour);
    expect(Object.keys(cluster.cpuRequests())).toEqual(second);
  });

  test('does not wait where a container ran out of memory soon after its start', async () => {
    const cluster = runningVpa([deployment(2, { container: fitting }), vpa()]);
    await cluster.pass(300);
    expect(evictions(cluster)).toBe(0);
    cluster.programs.memoryBytes = 700 * mebibyte;
    cluster.programs.hosts[0]?.exited(137, 'OOMKilled');
    await cluster.pass(240);
    expect(evictions(cluster)).toBeGreaterThanOrEqual(1);
    expect(cluster.pods().some(({ spec }) => spec.containers[0]?.resources?.requests?.memory !== '750Mi')).toBe(true);
  });

  test.each([
    ['TargetHigherThanRequests', ['cpu'], true],
    ['TargetLowerThanRequests', ['cpu', 'memory'], false],
    ['TargetLowerThanRequests', ['memory'], false],
  ] as const)('evicts for %s of %j only when that is so', async (changeRequirement, resources, expected) => {
    const policy = { updateMode: 'Recreate', evictionRequirements: [{ resources, changeRequirement }] } as const;
    const cluster = runningVpa([deployment(2), vpa(policy)]);
    await cluster.pass(600);
    expect(evictions(cluster) > 0).toBe(expected);
  });

  test('evicts only when all requirements hold, for any of their resources', async () => {
    const large = { resources: { requests: { cpu: '100m', memory: '64Gi' } } };
    const growing = { resources: ['cpu', 'memory'], changeRequirement: 'TargetHigherThanRequests' } as const;
    const cheaper = { resources: ['memory'], changeRequirement: 'TargetLowerThanRequests' } as const;
    const run = async (container: object) => {
      const model = { nodes: [{ name: 'large', count: 2, cpu: '8', memory: '256Gi' }] };
      const policy = { updateMode: 'Recreate', evictionRequirements: [growing, cheaper] } as const;
      const cluster = runningVpa([deployment(2, { container }), vpa(policy)], { model });
      await cluster.pass(600);
      return evictions(cluster);
    };
    expect(await run(large)).toBeGreaterThan(0);
    expect(await run({})).toBe(0);
  });

  test('obeys the older of two VPAs for one workload', async () => {
    const cluster = runningVpa([deployment(2), vpa({ updateMode: 'Recreate' })]);
    await cluster.pass(30);
    const capped = { containerPolicies: [{ containerName: '*', maxAllowed: { cpu: '150m' } }] };
    const younger = {
      ...vpa({ updateMode: 'Recreate' }, { resourcePolicy: capped }),
      metadata: { name: 'a-web', namespace },
    };
    cluster.api.apply(younger, { fieldManager: 'test' });
    await cluster.pass(900);
    expect(Object.values(cluster.cpuRequests())).toEqual(['476m', '476m']);
    expect(cluster.pods()[0]?.metadata.annotations?.vpaUpdates).toMatch(/^Pod resources updated by web:/);
  });
});
