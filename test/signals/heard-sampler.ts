import { onTestFinished } from 'vitest';
import { WallClock } from '../../src/kube/real-time.ts';
import { startSampler } from '../../src/signals/sampler.ts';
import type { Signal } from '../../src/signals/signal.ts';
import { MemoryCluster } from '../session/memory-cluster.ts';

/** A cluster that lives by the clock on the wall. */
class WallCluster extends MemoryCluster {
  override readonly clock = new WallClock();
}

export interface HeardSampler {
  /** `live` and `failed: …`, as it was told. */
  readonly health: readonly string[];
  /** The latest value of each series. */
  readonly values: ReadonlyMap<string, number | null>;
}

/** Samples a signal in real time until the test is over, and keeps what is told. */
export function heardSampler(signal: Signal): HeardSampler {
  const cluster = new WallCluster();
  const health: string[] = [];
  const values = new Map<string, number | null>();
  const stop = startSampler(cluster, signal, {
    sampled: (_, __, readings) => {
      for (const { series, value } of readings) values.set(series, value);
    },
    healthy: () => health.push('live'),
    failed: (_, __, reason) => health.push(`failed: ${reason}`),
  });
  onTestFinished(() => {
    stop();
    cluster.clock.close();
  });
  return { health, values };
}
