import { describe, expect, test, vi } from 'vitest';
import { improvise, type Played, play, suiteSeeds } from './play-scenario.ts';

vi.setConfig({ testTimeout: 60_000 });

const hoursPerMonth = 730;

function actOf({ report }: Played, id: string) {
  return report.acts.find((act) => act.id === id) ?? expect.fail(`no act ${id}`);
}

/** US dollars for a month that goes on like these acts, from what their nodes were there for. */
function monthlyUsd(played: Played, ...ids: readonly string[]): number {
  const acts = ids.map((id) => actOf(played, id));
  const usd = acts.reduce((total, { costUsd }) => total + (costUsd ?? Number.NaN), 0);
  const hours = acts.reduce((total, { seconds }) => total + seconds, 0) / 3600;
  return (usd / hours) * hoursPerMonth;
}

describe('right-sized-web', () => {
  test.each(suiteSeeds)(
    'seed %i fails the spike on fixed replicas and nothing else, in less than five seconds',
    async (seed) => {
      const played = await play('right-sized-web', { seed });
      expect(played.unmet).toEqual([]);
      expect(played.state.loadEnds.map(({ load, state }) => `${load} ${state}`)).toEqual([
        'soak complete',
        'jobs complete',
        'load complete',
        'spike failed',
        'soak complete',
        'jobs complete',
        'load complete',
        'spike complete',
      ]);
      expect(played.cpuMillis).toBeLessThan(5000);
    },
  );

  test('costs what its nodes cost for as long as they are there', async () => {
    const played = await play('right-sized-web');
    // Nine nodes at $0.192 an hour, all the time.
    expect(monthlyUsd(played, 'static-soak', 'static-load', 'static-spike')).toBeCloseTo(9 * 0.192 * hoursPerMonth, 0);
    const dynamic = monthlyUsd(played, 'dynamic-soak', 'dynamic-load', 'dynamic-spike');
    expect(dynamic).toBeGreaterThan(2 * 0.0416 * hoursPerMonth - 0.01);
    expect(dynamic).toBeLessThan(7 * 0.0416 * hoursPerMonth);
    for (const id of ['dynamic-soak', 'dynamic-load', 'dynamic-spike']) {
      const { nodeSeconds, costUsd } = actOf(played, id);
      expect(costUsd).toBeCloseTo((nodeSeconds / 3600) * 0.0416, 3);
    }
  });

  test('fails the spike for want of pods, with nine machines that have nothing to do', async () => {
    const { report, state } = await play('right-sized-web', { acts: ['static-spike'] });
    expect(report.acts[0]?.cpu.averageUtilizationPeak).toBeGreaterThan(95);
    expect(state.loads.get('spike')).toMatchObject({ state: 'failed' });
    const errors = state.series.get('errors')?.view;
    const shares = Array.from({ length: errors?.length ?? 0 }, (_, index) => errors?.value(index) ?? Number.NaN);
    expect(Math.max(...shares.filter((share) => !Number.isNaN(share)))).toBeGreaterThan(0.2);
  });

  test('has a worker for every five jobs, five at most', async () => {
    const { state } = await improvise('right-sized-web', { mode: 'dynamic', seconds: 400, loads: ['jobs'] });
    const workers = state.replicaPaths.get('worker')?.map(({ replicas }) => replicas) ?? [];
    expect(Math.max(...workers)).toBe(5);
  });

  test('goes back to nine large machines when the reservation is made again', async () => {
    const { state } = await play('right-sized-web', { acts: ['move', 'static-soak'] });
    const nodes = [...state.others.values()].filter(({ kind }) => kind === 'Node').map(({ metadata }) => metadata.name);
    expect(nodes.filter((name) => name.startsWith('large-'))).toHaveLength(9);
    expect(state.populations.nodes.some(({ count }) => count <= 3)).toBe(true);
  });
});
