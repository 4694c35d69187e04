import { expect, test } from 'vitest';
import { plusMs } from '../../src/autoscaling/units.ts';
import { coldStartAt, warmUp } from '../../src/cli/warm-up.ts';
import { MemoryCluster } from '../session/memory-cluster.ts';

test('a warm cluster shows the time it was started for, and has run for five minutes', async () => {
  const cluster = new MemoryCluster();
  const coldAt = cluster.clock.now();
  await warmUp({ clock: cluster.clock, virtualClock: cluster.virtual });
  expect(coldStartAt(cluster.clock.now())).toBe(coldAt);
  expect(cluster.clock.now()).toBe(plusMs(coldAt, 300_000));
});
