import { describe, expect, test, vi } from 'vitest';
import { improvise, play, suiteSeeds } from './play-scenario.ts';

vi.setConfig({ testTimeout: 60_000 });

describe('celery-workers', () => {
  test.each(suiteSeeds)('seed %i shows what every act promises, in less than five seconds', async (seed) => {
    const { report, unmet, cpuMillis } = await play('celery-workers', { seed });
    expect(unmet).toEqual([]);
    expect(cpuMillis).toBeLessThan(5000);
    const overSla = new Map(report.acts.map(({ id, queue }) => [id, queue.secondsOverSla ?? Number.NaN]));
    const [byCpu, byQueue] = [overSla.get('resources'), overSla.get('queue')];
    // The sooner the workers are there, the shorter people wait: CPU, then the queue, then the clock and the forecast.
    expect(byQueue).toBeLessThan(byCpu ?? Number.NaN);
    expect(overSla.get('scheduled')).toBeLessThan(byQueue ?? Number.NaN);
    expect(overSla.get('predictive')).toBeLessThan(byQueue ?? Number.NaN);
  });

  test('comes down from the queue’s peak two workers a minute, the smaller of its two steps', async () => {
    const { report } = await play('celery-workers', { acts: ['queue'] });
    const path = report.acts[0]?.replicas.path ?? [];
    const counts = path.map(([, replicas]) => replicas);
    const down = path.slice(counts.indexOf(Math.max(...counts)));
    const steps = down.slice(1).map(([at, to], index) => ({ at, by: (down[index]?.[1] ?? Number.NaN) - to }));
    expect(steps.length).toBeGreaterThan(3);
    expect(steps.every(({ by }) => by > 0 && by <= 2)).toBe(true);
    const pauses = steps.slice(1).map(({ at }, index) => at - (steps[index]?.at ?? Number.NaN));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(59);
  });

  test('has eight workers from the full ten minutes to five past, whatever they do', async () => {
    const { state } = await improvise('celery-workers', { mode: 'scheduled', seconds: 900 });
    const raised = state.replicaPaths.get('celery-worker')?.find(({ replicas }) => replicas === 8);
    expect(new Date(raised?.at ?? 0).getUTCMinutes() % 10).toBe(0);
  });

  test('scales the API on its own figures, between three and ten', async () => {
    const { state } = await improvise('celery-workers', { mode: 'resources', seconds: 150, loads: ['api-calls'] });
    const counts = state.replicaPaths.get('celery-api')?.map(({ replicas }) => replicas) ?? [];
    expect([Math.min(...counts), Math.max(...counts)]).toEqual([3, 10]);
    expect(state.loads.get('api-calls')?.state).toBe('complete');
  });
});
