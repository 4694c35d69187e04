import type { Pod } from '../../autoscaling/objects.ts';
import { formatTime } from '../../autoscaling/units.ts';
import type { Job } from '../../cluster/objects.ts';
import { resources } from '../../cluster/resources.ts';
import { type NewCondition, withConditions } from '../controller/conditions.ts';
import { controlledBy, controllerOf, keyOf, splitKey } from '../controller/ownership.ts';
import { isActive, isFinished, isReady } from '../controller/pod-state.ts';
import { WorkQueue } from '../controller/work-queue.ts';
import type { Component, StoreChange, World } from '../world.ts';
import { formatIndexes, isIndexed, nextIndexes } from './completion-index.ts';
import { JobLedger } from './job-ledger.ts';
import { deadlineAt, finishedAt, type JobOutcome, jobOutcome, outcomeConditions } from './job-outcome.ts';
import { missingPods, retryAt, surplusPods } from './job-plan.ts';
import { component, createPod, deletePods } from './job-pods.ts';

/** The Job controller gathers pod changes for a second before it acts on them. */
const podReactionMs = 1000;
const reactionMs = 5;

/** Runs pods to completion. */
export class JobController implements Component {
  readonly #ledger = new JobLedger();

  start(world: World): void {
    const queue = new WorkQueue(world.clock, (key) => this.#reconcile(world, queue, key));
    world.store.subscribe(resources.jobs, ({ type, object }) => {
      if (type === 'DELETED') this.#ledger.close(object.metadata.uid);
      else queue.add(keyOf(object), reactionMs);
    });
    world.store.subscribe(resources.pods, (change) => {
      const owner = controllerOf(change.object);
      if (owner?.kind !== 'Job') return;
      this.#follow(world, owner.name, change);
      queue.add(`${change.object.metadata.namespace}/${owner.name}`, podReactionMs);
    });
  }

  #follow({ store, clock }: World, name: string, change: StoreChange): void {
    const job = store.get<Job>(resources.jobs, change.object.metadata.namespace, name);
    if (job !== undefined) this.#ledger.follow(change, job.spec.podReplacementPolicy === 'Failed', clock.now());
  }

  #reconcile(world: World, queue: WorkQueue, key: string): void {
    const { store, clock } = world;
    const job = store.get<Job>(resources.jobs, ...splitKey(key));
    if (job === undefined || job.metadata.deletionTimestamp !== undefined) return;
    if (finishedAt(job) !== undefined) {
      expire(world, queue, job);
      return;
    }
    const now = clock.now();
    const active = podsOf(world, job).filter(isActive);
    const outcome = jobOutcome(job, this.#ledger.of(job.metadata.uid), active, now);
    if (outcome === undefined) this.#manage(world, queue, job, active);
    else deletePods(world, job, active);
    this.#writeStatus(world, job, outcome);
    const deadline = outcome ? undefined : deadlineAt(store.get<Job>(resources.jobs, ...splitKey(key)) ?? job);
    if (deadline !== undefined) queue.add(key, deadline - now);
  }

  /** Creates the pods that are missing, or does without those that are too many. */
  #manage(world: World, queue: WorkQueue, job: Job, active: readonly Pod[]): void {
    const now = world.clock.now();
    const tally = this.#ledger.of(job.metadata.uid);
    const missing = missingPods(job, tally, active.length, podsOf(world, job).filter(isTerminating).length);
    if (missing < 0) {
      const surplus = surplusPods(active, -missing, now);
      for (const pod of surplus) this.#ledger.waive(pod);
      deletePods(world, job, surplus);
      return;
    }
    const waitUntil = retryAt(tally);
    if (missing > 0 && waitUntil !== undefined && waitUntil > now) queue.add(keyOf(job), waitUntil - now);
    else if (isIndexed(job)) {
      for (const index of nextIndexes(job, tally.completedIndexes, active, missing)) createPod(world, job, index);
    } else for (let created = 0; created < missing; created += 1) createPod(world, job);
  }

  #writeStatus(world: World, job: Job, outcome: JobOutcome | undefined): void {
    const { store, clock, events } = world;
    const now = clock.now();
    const pods = podsOf(world, job);
    const active = pods.filter(isActive);
    const terminating = pods.filter(isTerminating).length;
    const { succeeded, failed, completedIndexes } = this.#ledger.of(job.metadata.uid);
    const over = outcome !== undefined && active.length === 0 && terminating === 0;
    const suspension = outcome === undefined ? suspensionOf(job) : undefined;
    const resumed = suspension?.status === 'False';
    const startTime = resumed
      ? formatTime(now)
      : (job.status?.startTime ?? (job.spec.suspend ? undefined : formatTime(now)));
    const conditions = [...(suspension ? [suspension] : []), ...(outcome ? outcomeConditions(outcome, over) : [])];
    store.updateStatus<Job>({
      ...job,
      status: {
        ...job.status,
        ...(startTime === undefined ? {} : { startTime }),
        active: active.length,
        ready: active.filter(isReady).length,
        terminating,
        succeeded,
        failed,
        ...(isIndexed(job) && completedIndexes.size > 0 ? { completedIndexes: formatIndexes(completedIndexes) } : {}),
        ...(over && outcome.ending === 'Complete' ? { completionTime: formatTime(now) } : {}),
        conditions: withConditions(job.status?.conditions, conditions, now),
      },
    });
    if (suspension)
      events.record(job, 'Normal', resumed ? 'Resumed' : 'Suspended', suspension.message ?? '', component);
    if (over && outcome.ending === 'Complete') events.record(job, 'Normal', 'Completed', 'Job completed', component);
    if (over && outcome.ending === 'Failed') events.record(job, 'Warning', outcome.reason, outcome.message, component);
  }
}

/** The condition that says whether the Job is suspended, when that is news; a Job that never was has none. */
function suspensionOf({ spec, status }: Job): NewCondition | undefined {
  const before = status?.conditions?.find(({ type }) => type === 'Suspended')?.status;
  if (spec.suspend) {
    const suspended = { type: 'Suspended', status: 'True', reason: 'JobSuspended', message: 'Job suspended' } as const;
    return before === 'True' ? undefined : suspended;
  }
  const resumed = { type: 'Suspended', status: 'False', reason: 'JobResumed', message: 'Job resumed' } as const;
  return before === 'True' ? resumed : undefined;
}

function podsOf({ store }: World, job: Job): readonly Pod[] {
  return controlledBy<Pod>(store, resources.pods, job);
}

function isTerminating(pod: Pod): boolean {
  return pod.metadata.deletionTimestamp !== undefined && !isFinished(pod);
}

/** A finished Job goes `ttlSecondsAfterFinished` after its end, and its pods with it. */
function expire({ store, clock }: World, queue: WorkQueue, job: Job): void {
  const { ttlSecondsAfterFinished } = job.spec;
  if (ttlSecondsAfterFinished === undefined) return;
  const leftMs = (finishedAt(job) ?? 0) + ttlSecondsAfterFinished * 1000 - clock.now();
  if (leftMs > 0) queue.add(keyOf(job), leftMs);
  else store.remove(resources.jobs, job.metadata.namespace, job.metadata.name);
}
