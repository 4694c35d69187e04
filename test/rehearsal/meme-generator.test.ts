import { describe, expect, test } from 'vitest';
import { improvise, play, suiteSeeds } from './play-scenario.ts';

describe('meme-generator', () => {
  test.each(suiteSeeds)('seed %i shows what every act promises, in less than five seconds', async (seed) => {
    const { report, unmet, cpuMillis } = await play('meme-generator', { seed });
    expect(unmet).toEqual([]);
    expect(report.profile).toBe('gke');
    expect(report.acts.map(({ id }) => id)).toEqual(['hook', 'conflict', 'harmony', 'vision', 'close']);
    expect(cpuMillis).toBeLessThan(5000);
  });

  test.each(suiteSeeds)('seed %i on upstream freezes the conflict, and only that', async (seed) => {
    const { unmet } = await play('meme-generator', { seed, profile: 'upstream' });
    expect(unmet).toEqual([
      'conflict: replicas.peak >= 10 (replicas.peak = 1)',
      'conflict: reversals >= 3 (reversals = 0)',
    ]);
  });

  test('harmony goes up to ten and down to one, without a step in the wrong direction', async () => {
    const { report } = await play('meme-generator', { acts: ['harmony'] });
    const counts = (report.acts[0]?.replicas.path ?? []).map(([, replicas]) => replicas);
    const top = counts.indexOf(10);
    expect(counts[0]).toBe(1);
    expect(counts.at(-1)).toBe(1);
    expect(counts.slice(0, top + 1)).toEqual(counts.slice(0, top + 1).toSorted((a, b) => a - b));
    expect(counts.slice(top)).toEqual(counts.slice(top).toSorted((a, b) => b - a));
  });

  test('chaos reaches ten with one autoscaler, and pays for it by staying there', async () => {
    const { report } = await improvise('meme-generator', { mode: 'chaos', seconds: 300, loads: ['burst-6000'] });
    const [act] = report.acts;
    expect(act).toMatchObject({ replicas: { peak: 10, final: 10 }, reversals: 0 });
    expect(act?.queue.drainedAtSecond).toBeLessThan(200);
  });

  test('the burst of 20,000 arrives whole, and is more than ten pods finish in two minutes', async () => {
    const { report, state } = await improvise('meme-generator', {
      mode: 'harmony',
      seconds: 150,
      loads: ['burst-20000'],
    });
    expect(state.loads.get('burst-20000')?.state).toBe('complete');
    expect(report.acts[0]).toMatchObject({ replicas: { peak: 10, final: 10 }, reversals: 0 });
    expect(report.acts[0]?.queue.peak).toBeGreaterThan(19_000);
    expect(report.acts[0]?.queue.drainedAtSecond).toBeNull();
  });

  test('visitors of the page are served within k6’s thresholds, and scale the frontend alone', async () => {
    const { report, state } = await improvise('meme-generator', {
      mode: 'hpa-only',
      seconds: 400,
      loads: ['load-demo'],
    });
    expect(state.loads.get('load-demo')?.state).toBe('complete');
    const frontend = state.replicaPaths.get('meme-frontend')?.map(({ replicas }) => replicas) ?? [];
    expect(Math.max(...frontend)).toBe(5);
    expect(report.acts[0]?.replicas.peak).toBe(1);
  });
});
