import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { openOutside } from '../../src/cli/outside/open-outside.ts';
import type { Outside } from '../../src/signals/outside.ts';
import { redisListQueue } from '../../src/signals/redis-list-queue.ts';
import { describeReal } from '../support/real-program.ts';
import { startRedisServer } from '../support/real-redis-server.ts';
import { scratchFolder } from '../support/scratch-folder.ts';
import { heardSampler } from './heard-sampler.ts';

const password = 'only-in-this-test';
const look = { id: 'queue', title: 'Jobs', unit: 'jobs', everySeconds: 0.2, namespace: 'shop', database: 0 };
const patient = { timeout: 20_000, interval: 50 };

describeReal('redis-server', 'a real Redis server', () => {
  let outside: Outside;

  beforeEach(() => {
    outside = openOutside();
    onTestFinished(() => outside.close());
  });

  test('tells how long its lists are, and that there is none', { timeout: 30_000 }, async () => {
    const redis = await startRedisServer();
    redis.command('RPUSH', 'jobs', ...Array.from({ length: 1234 }, (_, index) => `${index}`));
    redis.command('-n', '3', 'RPUSH', 'jobs:ü', 'a', 'b');
    const at = { url: redis.url };
    expect(await outside.listLength(at, 0, 'jobs')).toBe(1234);
    expect(await outside.listLength(at, 3, 'jobs:ü')).toBe(2);
    expect(await outside.listLength(at, 0, 'none')).toBe(0);
    redis.command('SET', 'text', 'x');
    await expect(outside.listLength(at, 0, 'text')).rejects.toThrow(/refuses LLEN: WRONGTYPE/);
    const many = await Promise.all(Array.from({ length: 100 }, () => outside.listLength(at, 0, 'jobs')));
    expect(new Set(many)).toEqual(new Set([1234]));
  });

  test('is logged in to with a password from a file, which no refusal repeats', { timeout: 30_000 }, async () => {
    const redis = await startRedisServer(password);
    const file = join(scratchFolder(), 'password');
    writeFileSync(file, `${password}\n`);
    const at = { url: redis.url, auth: { passwordFrom: { file } } };
    expect(await outside.listLength(at, 0, 'jobs')).toBe(0);
    await expect(outside.listLength({ url: redis.url }, 0, 'jobs')).rejects.toThrow(/NOAUTH/);
    vi.stubEnv('HARMONY_TEST_REDIS', 'not-the-password');
    onTestFinished(() => void vi.unstubAllEnvs());
    const wrong = { url: redis.url, auth: { passwordFrom: { env: 'HARMONY_TEST_REDIS' } } };
    const refusal = await outside.listLength(wrong, 0, 'jobs').catch((error: unknown) => String(error));
    expect(refusal).toMatch(/refuses AUTH: WRONGPASS/);
    expect(refusal).not.toContain('not-the-password');
  });

  test('may die and come back while its list is sampled', { timeout: 60_000 }, async () => {
    const redis = await startRedisServer();
    redis.command('RPUSH', 'jobs', 'a', 'b', 'c');
    const { health, values } = heardSampler(redisListQueue({ ...look, list: 'jobs', url: redis.url }, outside));
    await vi.waitFor(() => expect(values.get('queue')).toBe(3), patient);
    await redis.kill();
    await vi.waitFor(
      () => expect(health.at(-1)).toMatch(/^failed: (connection refused|the connection to .* was cut)/),
      patient,
    );
    await redis.start();
    redis.command('RPUSH', 'jobs', 'a');
    await vi.waitFor(() => expect([health.at(-1), values.get('queue')]).toEqual(['live', 1]), patient);
    expect(health[0]).toBe('live');
  });
});
