import type { Pod } from '../../autoscaling/objects.ts';
import { type EpochMs, plusMs } from '../../autoscaling/units.ts';
import type { Job } from '../../cluster/objects.ts';
import { isActive, isReady } from '../controller/pod-state.ts';

const firstBackoffMs = 10_000;
const longestBackoffMs = 600_000;

/** Where a Job stands, from its pods. */
export interface JobProgress {
  readonly active: readonly Pod[];
  readonly ready: number;
  readonly succeeded: number;
  readonly failed: number;
  /** Pods that should be there besides the active ones; negative: too many are. */
  readonly missing: number;
  readonly outcome: 'running' | 'complete' | 'failed';
}

export function jobProgress({ spec }: Job, pods: readonly Pod[]): JobProgress {
  const { parallelism = 1, completions = 1, backoffLimit = 6 } = spec;
  const active = pods.filter(isActive);
  const succeeded = pods.filter(({ status }) => status?.phase === 'Succeeded').length;
  const failed = pods.filter(({ status }) => status?.phase === 'Failed').length;
  const restarts = active.reduce((sum, { status }) => sum + restartsOf(status?.containerStatuses), 0);
  const outcome = succeeded >= completions ? 'complete' : failed + restarts > backoffLimit ? 'failed' : 'running';
  const wanted = outcome === 'running' ? Math.min(parallelism, completions - succeeded) : 0;
  return {
    active,
    ready: active.filter(isReady).length,
    succeeded,
    failed,
    missing: wanted - active.length,
    outcome,
  };
}

/** When the next pod may be created after failures: 10 s after the last one, doubling with each. */
export function retryAt(failed: number, lastFailureAt: EpochMs | undefined): EpochMs | undefined {
  if (failed === 0 || lastFailureAt === undefined) return undefined;
  return plusMs(lastFailureAt, Math.min(longestBackoffMs, firstBackoffMs * 2 ** (failed - 1)));
}

/** Restarts in place count towards the back-off limit, too. */
function restartsOf(statuses: readonly { readonly restartCount: number }[] | undefined): number {
  return (statuses ?? []).reduce((sum, { restartCount }) => sum + restartCount, 0);
}
