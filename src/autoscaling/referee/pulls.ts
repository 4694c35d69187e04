import { type EpochMs, plusMs } from '../units.ts';
import type { ReplicaStep } from './facts.ts';
import { syncMs } from './sync.ts';

/** A change of the count by one HPA that turned around what another had done. */
export interface Pull {
  readonly at: EpochMs;
  readonly from: number;
  readonly to: number;
  readonly autoscaler?: string;
  readonly agoSeconds: number;
}

/**
 * A change this long after the one before it takes nothing back, and a pull this long after the last one is another fight: each HPA acts once
 * per pass, so whoever disagrees does so within two. A step down that a window held for minutes is no pull.
 */
const sameFightMs = 2 * syncMs;

/**
 * The pulls of a fight that is on: the latest lies within one pass of `now`, and those before it led up to it. Empty when the latest is
 * older. A change whose HPA is not known counts, unless it is one and the same as the one before; changes by anyone else end a fight.
 */
export function pullsOf(path: readonly ReplicaStep[], hpas: readonly string[], now: EpochMs): readonly Pull[] {
  const pulls: Pull[] = [];
  for (const [index, step] of path.entries()) {
    const [before, base] = [path[index - 1], path[index - 2]];
    if (!before || !base || !isOf(step, hpas) || !isOf(before, hpas)) continue;
    if (step.at - before.at > sameFightMs) continue;
    const turned = (step.replicas - before.replicas) * (before.replicas - base.replicas) < 0;
    if (!turned || (step.autoscaler !== undefined && step.autoscaler === before.autoscaler)) continue;
    const last = pulls.at(-1);
    if (last && step.at - last.at > sameFightMs) pulls.length = 0;
    pulls.push({
      at: step.at,
      from: before.replicas,
      to: step.replicas,
      agoSeconds: Math.round((now - step.at) / 1000),
      ...(step.autoscaler === undefined ? {} : { autoscaler: step.autoscaler }),
    });
  }
  const latest = pulls.at(-1);
  return latest && latest.at > plusMs(now, -syncMs) ? pulls : [];
}

function isOf({ by, autoscaler }: ReplicaStep, hpas: readonly string[]): boolean {
  return by === 'hpa' && (autoscaler === undefined || hpas.includes(autoscaler));
}
