import { describe, expect, test, vi } from 'vitest';
import type { VerticalPodAutoscaler } from '../../src/autoscaling/vpa/objects.ts';
import { improvise, play, suiteSeeds } from './play-scenario.ts';

vi.setConfig({ testTimeout: 60_000 });

describe('meme-guide', () => {
  test.each(suiteSeeds)('seed %i shows what every act promises, in less than five seconds', async (seed) => {
    const { report, unmet, cpuMillis } = await play('meme-guide', { seed });
    expect(unmet).toEqual([]);
    expect(report.acts.map(({ id }) => id)).toEqual(['asleep', 'orders', 'visitors', 'cache']);
    expect(cpuMillis).toBeLessThan(5000);
  });

  test('has no backend without orders, wakes it for the first, and lets it sleep thirty seconds after the last', async () => {
    const { report, state } = await play('meme-guide', { acts: ['orders'] });
    const [act] = report.acts;
    const path = act?.replicas.path ?? [];
    expect(path[0]).toEqual([0, 0]);
    expect(path.find(([, replicas]) => replicas === 1)?.[0]).toBeLessThan(15);
    const [asleepAt = Number.NaN, asleep] = path.at(-1) ?? [];
    expect(asleep).toBe(0);
    expect(asleepAt - (act?.queue.drainedAtSecond ?? Number.NaN)).toBeGreaterThan(25);
    expect(state.loads.get('paced-orders')?.state).toBe('complete');
  });

  test('takes the frontend to five for fifty visitors, and back', async () => {
    const { state } = await play('meme-guide', { acts: ['visitors'] });
    const counts = state.replicaPaths.get('meme-frontend')?.map(({ replicas }) => replicas) ?? [];
    expect(Math.max(...counts)).toBe(5);
    expect(counts.at(-1)).toBeLessThan(5);
  });

  test('recommends a busy Redis more CPU than an idle one, within the bounds it was given', async () => {
    const cpuTarget = async (loads: readonly string[]) => {
      const { cluster } = await improvise('meme-guide', { mode: 'guide', seconds: 300, loads });
      const found = await cluster.get({
        apiVersion: 'autoscaling.k8s.io/v1',
        kind: 'VerticalPodAutoscaler',
        name: 'redis',
        namespace: 'meme-guide',
      });
      const [container] =
        (found as VerticalPodAutoscaler | undefined)?.status?.recommendation?.containerRecommendations ?? [];
      return container?.target;
    };
    expect(await cpuTarget([])).toMatchObject({ cpu: '50m' });
    expect(await cpuTarget(['redis-benchmark'])).toMatchObject({ cpu: '1' });
  });
});
