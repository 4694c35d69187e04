import type { Pod } from '../../autoscaling/objects.ts';
import { type EpochMs, plusMs } from '../../autoscaling/units.ts';
import type { Job } from '../../cluster/objects.ts';
import { victimOrder } from '../replicaset/victim-order.ts';
import { completionIndexOf } from './completion-index.ts';
import type { JobTally } from './job-ledger.ts';

const firstBackoffMs = 10_000;
const longestBackoffMs = 600_000;

/** Pods that should be there besides the active ones; negative: too many are (job_controller.go, manageJob). */
export function missingPods({ spec }: Job, { succeeded }: JobTally, active: number, terminating: number): number {
  const { parallelism = 1, completions, podReplacementPolicy } = spec;
  if (spec.suspend) return -active;
  // Without a number of completions one success is enough, and those at work may finish.
  const wantedWithout = succeeded > 0 ? active : parallelism;
  const wanted =
    completions === undefined ? wantedWithout : Math.max(0, Math.min(parallelism, completions - succeeded));
  const missing = wanted - active;
  return missing > 0 && podReplacementPolicy === 'Failed' ? Math.max(0, missing - terminating) : missing;
}

/** The pods to do without: of an Indexed Job the highest indexes, or else those that a ReplicaSet would give up. */
export function surplusPods(active: readonly Pod[], count: number, now: EpochMs): readonly Pod[] {
  const indexed = active.some((pod) => completionIndexOf(pod) !== undefined);
  const order = indexed
    ? active.toSorted((a, b) => (completionIndexOf(b) ?? 0) - (completionIndexOf(a) ?? 0))
    : victimOrder(active, active, now);
  return order.slice(0, count);
}

/** When the next pod may be created after failures: 10 s after the last one, doubling with each until a pod succeeds. */
export function retryAt({ failuresInARow, lastFailureAt }: JobTally): EpochMs | undefined {
  if (failuresInARow === 0 || lastFailureAt === undefined) return undefined;
  return plusMs(lastFailureAt, Math.min(longestBackoffMs, firstBackoffMs * 2 ** (failuresInARow - 1)));
}
