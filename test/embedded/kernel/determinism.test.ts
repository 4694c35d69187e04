import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { plusMs } from '../../../src/autoscaling/units.ts';
import { resources } from '../../../src/cluster/resources.ts';
import { EmbeddedCluster } from '../../../src/embedded/embedded-cluster.ts';
import { createWorld } from '../../../src/embedded/world/create-world.ts';
import { deployment, hpa, job, namespace } from './objects.ts';
import { Programs } from './running.ts';
import { setupOf } from './setup.ts';

const minutes = 20;

/** A run with load that comes and goes, and a director outside that acts on what it sees; the hash is of everything watchers are told. */
async function run(seed: number, stepMs: number): Promise<{ readonly hash: string; readonly told: number }> {
  const programs = new Programs();
  const cluster = new EmbeddedCluster(createWorld(setupOf([deployment(2), hpa()], { seed }), [programs]));
  const hash = createHash('sha256');
  let told = 0;
  for (const type of Object.values(resources)) {
    cluster.watch(
      type,
      {},
      {
        onEvent: (event) => {
          told += 1;
          hash.update(`${cluster.clock.now()} ${JSON.stringify(event)}\n`);
        },
        onEnd: () => {},
      },
    );
  }
  cluster.clock.every(150_000, () => {
    programs.cores = programs.hosts.length % 2 === 0 ? 0.02 : 0.15;
  });
  cluster.clock.after(100_000, () => {
    programs.cores = 0.2;
    void (async () => {
      await cluster.apply(job(), { fieldManager: 'director' });
      const { items } = await cluster.list(resources.pods, { namespace });
      const name = items[0]?.metadata.name ?? '';
      cluster.clock.after(7, () => void cluster.delete({ apiVersion: 'v1', kind: 'Pod', namespace, name }));
    })();
  });
  const end = plusMs(cluster.clock.now(), minutes * 60_000);
  while (cluster.clock.now() < end) await cluster.advanceTo(plusMs(cluster.clock.now(), stepMs));
  await cluster.close();
  return { hash: hash.digest('hex'), told };
}

describe('a run', () => {
  it('is the same to the byte with the same seed, however time is sliced', async () => {
    const [once, again, sliced] = [await run(1, 60_000), await run(1, 60_000), await run(1, 500)];
    expect(once.told).toBeGreaterThan(300);
    expect(again).toEqual(once);
    expect(sliced).toEqual(once);
  });

  it('differs with another seed', async () => {
    expect((await run(2, 60_000)).hash).not.toBe((await run(1, 60_000)).hash);
  });
});
