import type { Condition, Pod } from '../../autoscaling/objects.ts';
import { type EpochMs, parseTime, plusMs } from '../../autoscaling/units.ts';
import type { Job } from '../../cluster/objects.ts';
import type { NewCondition } from '../controller/conditions.ts';
import type { JobTally } from './job-ledger.ts';

type Ending = 'Complete' | 'Failed';

/** That a Job is over, and why. Its last condition waits until its pods have gone. */
export interface JobOutcome {
  readonly ending: Ending;
  readonly reason: string;
  readonly message: string;
}

/** The condition that comes first, with the same reason (KEP-3998). */
const announcedBy = { Complete: 'SuccessCriteriaMet', Failed: 'FailureTarget' } as const;

const complete = {
  ending: 'Complete',
  reason: 'CompletionsReached',
  message: 'Reached expected number of succeeded pods',
} as const;
const exhausted = {
  ending: 'Failed',
  reason: 'BackoffLimitExceeded',
  message: 'Job has reached the specified backoff limit',
} as const;
const overdue = {
  ending: 'Failed',
  reason: 'DeadlineExceeded',
  message: 'Job was active longer than specified deadline',
} as const;

/** How the Job ends, if it does now; an outcome that has been announced stands. */
export function jobOutcome(job: Job, tally: JobTally, active: readonly Pod[], now: EpochMs): JobOutcome | undefined {
  const announced = announcedOutcome(job);
  if (announced !== undefined) return announced;
  const { backoffLimit = 6, completions } = job.spec;
  if (tally.failed > backoffLimit || restartedTooOften(job, active, backoffLimit)) return exhausted;
  const deadline = deadlineAt(job);
  if (deadline !== undefined && deadline <= now) return overdue;
  const enough =
    completions === undefined ? tally.succeeded > 0 && active.length === 0 : tally.succeeded >= completions;
  return enough ? complete : undefined;
}

/** When `activeDeadlineSeconds` are over. A suspended Job has no deadline. */
export function deadlineAt({ spec, status }: Job): EpochMs | undefined {
  const startedAt = parseTime(status?.startTime);
  if (startedAt === undefined || spec.activeDeadlineSeconds === undefined || spec.suspend) return undefined;
  return plusMs(startedAt, spec.activeDeadlineSeconds * 1000);
}

/** Conditions of a Job with an outcome: the announcement, and the last word once nothing of it is left. */
export function outcomeConditions({ ending, reason, message }: JobOutcome, over: boolean): readonly NewCondition[] {
  const announcement = { type: announcedBy[ending], status: 'True', reason, message } as const;
  return over ? [announcement, { type: ending, status: 'True', reason, message }] : [announcement];
}

/** When the Job got its last condition. */
export function finishedAt(job: Job): EpochMs | undefined {
  const last = condition(job, 'Complete') ?? condition(job, 'Failed');
  return parseTime(last?.lastTransitionTime);
}

function announcedOutcome(job: Job): JobOutcome | undefined {
  for (const ending of ['Complete', 'Failed'] as const) {
    const announcement = condition(job, announcedBy[ending]);
    if (announcement) return { ending, reason: announcement.reason ?? '', message: announcement.message ?? '' };
  }
  return undefined;
}

function condition({ status }: Job, type: string): Condition | undefined {
  return status?.conditions?.find((each) => each.type === type && each.status === 'True');
}

/** Pods that restart in place count by their restarts (job_controller.go, pastBackoffLimitOnFailure). */
function restartedTooOften({ spec }: Job, active: readonly Pod[], backoffLimit: number): boolean {
  if (spec.template.spec.restartPolicy !== 'OnFailure') return false;
  const restarts = active
    .flatMap(({ status }) => [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])])
    .reduce((sum, { restartCount }) => sum + restartCount, 0);
  return backoffLimit === 0 ? restarts > 0 : restarts >= backoffLimit;
}
