import type { TypeTable } from './notation.ts';

/** Jobs. */
export const batchTypes: TypeTable = {
  Job: '1 metadata:ObjectMeta, 2 spec:JobSpec, 3 status:JobStatus',
  JobSpec: `
    1 parallelism?:int, 2 completions?:int, 3 activeDeadlineSeconds?:int, 4 selector?:LabelSelector,
    5 manualSelector?:bool, 6 template!:PodTemplateSpec, 7 backoffLimit?:int, 8 ttlSecondsAfterFinished?:int,
    9 completionMode?, 10 suspend?:bool, 11 podFailurePolicy?:object, 12 backoffLimitPerIndex?:int,
    13 maxFailedIndexes?:int, 14 podReplacementPolicy?, 15 managedBy?, 16 successPolicy?:object`,
  JobStatus: `
    1 conditions:JobCondition[], 2 startTime:Time, 3 completionTime:Time, 4 active:int, 5 succeeded:int,
    6 failed:int, 7 completedIndexes, 8 uncountedTerminatedPods:object, 9 ready?:int, 10 failedIndexes,
    11 terminating?:int`,
  JobCondition: '1 type!, 2 status!, 3 lastProbeTime:Time, 4 lastTransitionTime:Time, 5 reason, 6 message',
};
