import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/cli/errors.ts';
import type { RehearseOptions } from '../../src/cli/options.ts';
import { rehearse } from '../../src/cli/rehearse.ts';
import type { RehearsalReport } from '../../src/report/rehearsal-report.ts';

async function run(change: Partial<RehearseOptions> = {}) {
  let text = '';
  const write = (part: string) => {
    text += part;
  };
  const options: RehearseOptions = { scenario: 'meme-generator', speed: 'max', debug: false, json: true, ...change };
  return { exitCode: await rehearse(options, { write }), text };
}

const parsed = async (change?: Partial<RehearseOptions>) => JSON.parse((await run(change)).text) as RehearsalReport;

describe('rehearsing meme-generator on the embedded cluster', () => {
  test('gives the same report for the same seed, apart from the time it took', async () => {
    const [first, second] = [await parsed({ seed: 3 }), await parsed({ seed: 3 })];
    expect({ ...second, wallMillis: 0 }).toEqual({ ...first, wallMillis: 0 });
    expect(await parsed({ seed: 4 })).not.toEqual({ ...first, wallMillis: expect.any(Number) });
  });

  test('exits with 0 only when every expectation is met', async () => {
    const { exitCode, text } = await run();
    const { met, expectations } = JSON.parse(text) as RehearsalReport;
    expect(met).toBe(expectations.every((expectation) => expectation.met));
    expect(exitCode).toBe(met ? 0 : 1);
  });

  test('drives the queue, the pods and the metrics of each act', async () => {
    const { acts } = await parsed({ act: 'harmony' });
    expect(acts).toHaveLength(1);
    const [act] = acts;
    expect(act?.replicas.peak).toBe(10);
    expect(act?.replicas.path[0]).toEqual([0, 1]);
    expect(act?.queue.peak).toBeGreaterThan(3000);
    expect(act?.queue.drainedAtSecond).toBeGreaterThan(0);
    expect(act?.podsStarted).toBeGreaterThanOrEqual(9);
    expect(act?.cpu.throttledRatioPeak).toBeGreaterThan(0);
    expect(act?.productivity.mean).toBeGreaterThan(0);
    expect(act?.nodeSeconds).toBeCloseTo(3 * (act?.seconds ?? 0), 3);
  });

  test('freezes both autoscalers in the conflict act with the upstream profile', async () => {
    const { acts, profile } = await parsed({ act: 'conflict', profile: 'upstream' });
    expect(profile).toBe('upstream');
    expect(acts[0]?.rescales).toBe(0);
  });

  test('prints a summary for people unless told otherwise', async () => {
    const { text } = await run({ json: false, act: 'harmony' });
    expect(text).toMatch(/^meme-generator {2}seed 1 {2}profile gke/);
    expect(text).toContain('ACT harmony  mode harmony');
  });

  test('refuses an act that is not there', async () => {
    await expect(run({ act: 'tea' })).rejects.toThrow(UsageError);
  });
});
