import type { Pod } from '../../autoscaling/objects.ts';
import { type EpochMs, epochMs, parseTime } from '../../autoscaling/units.ts';
import { controllerOf } from '../controller/ownership.ts';
import type { StoreChange } from '../world.ts';
import { completionIndexOf } from './completion-index.ts';

/** How the pods of a Job have ended so far. */
export interface JobTally {
  readonly succeeded: number;
  readonly failed: number;
  /** Indexed Jobs: the indexes of which a pod has succeeded. */
  readonly completedIndexes: ReadonlySet<number>;
  /** Failures since a pod last succeeded, which is what the back-off grows with. */
  readonly failuresInARow: number;
  readonly lastFailureAt: EpochMs | undefined;
}

interface Account {
  /** Pods that have been counted, or are not to be. */
  readonly settled: Set<string>;
  tally: JobTally;
}

const nothing: JobTally = {
  succeeded: 0,
  failed: 0,
  completedIndexes: new Set(),
  failuresInARow: 0,
  lastFailureAt: undefined,
};

/**
 * Counts each pod of a Job once, when it has ended, and remembers it when the pod is gone. The real controller holds pods back with a
 * finalizer until they are counted; here their end is seen in the moment it is stored.
 */
export class JobLedger {
  readonly #accounts = new Map<string, Account>();

  of(jobUid: string | undefined): JobTally {
    return this.#accounts.get(jobUid ?? '')?.tally ?? nothing;
  }

  /** The Job is gone. */
  close(jobUid: string | undefined): void {
    this.#accounts.delete(jobUid ?? '');
  }

  /** The controller does without a pod: its end is nobody's failure. */
  waive(pod: Pod): void {
    this.#account(controllerOf(pod)?.uid ?? '').settled.add(pod.metadata.uid ?? '');
  }

  /** A pod of a Job has changed. `replacedOnceFailed`: one that is being deleted has not failed yet. */
  follow({ type, object }: StoreChange, replacedOnceFailed: boolean, now: EpochMs): void {
    const pod = object as Pod;
    const account = this.#account(controllerOf(pod)?.uid ?? '');
    const { uid = '', deletionTimestamp } = pod.metadata;
    const phase = pod.status?.phase;
    const leaving = type === 'DELETED' || (deletionTimestamp !== undefined && !replacedOnceFailed);
    const failed = phase === 'Failed' || (leaving && phase !== 'Succeeded');
    if (account.settled.has(uid) || (phase !== 'Succeeded' && !failed)) return;
    account.settled.add(uid);
    const { tally } = account;
    account.tally = failed
      ? {
          ...tally,
          failed: tally.failed + 1,
          failuresInARow: tally.failuresInARow + 1,
          lastFailureAt: finishedAt(pod) ?? now,
        }
      : { ...tally, ...succeededWith(tally, pod), failuresInARow: 0 };
  }

  #account(jobUid: string): Account {
    let account = this.#accounts.get(jobUid);
    if (account === undefined) {
      account = { settled: new Set(), tally: nothing };
      this.#accounts.set(jobUid, account);
    }
    return account;
  }
}

/** Two pods of one index count once. */
function succeededWith({ succeeded, completedIndexes }: JobTally, pod: Pod): Partial<JobTally> {
  const index = completionIndexOf(pod);
  if (index === undefined) return { succeeded: succeeded + 1 };
  const indexes = new Set([...completedIndexes, index]);
  return { succeeded: indexes.size, completedIndexes: indexes };
}

function finishedAt({ status }: Pod): EpochMs | undefined {
  const all = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  const moments = all.flatMap(({ state }) => parseTime(state?.terminated?.finishedAt) ?? []);
  return moments.length === 0 ? undefined : epochMs(Math.max(...moments));
}
