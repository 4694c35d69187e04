import type { EpochMs } from '../autoscaling/units.ts';
import { plusMs } from '../autoscaling/units.ts';
import type { Clock } from '../cluster/clock.ts';

/** How long an embedded cluster has been running when people first see it: pods are ready, and the HPAs have a history of quiet. */
const warmUpMs = 300_000;

/** When a cluster has to start for its clock to show `at` once it is warm. */
export function coldStartAt(at: EpochMs): EpochMs {
  return plusMs(at, -warmUpMs);
}

/** Lets a new embedded cluster's time pass until it is warm. */
export async function warmUp(cluster: {
  readonly clock: Clock;
  readonly virtualClock: { advanceTo(at: EpochMs): Promise<void> };
}): Promise<void> {
  await cluster.virtualClock.advanceTo(plusMs(cluster.clock.now(), warmUpMs));
}
