import type { Pod } from '../../autoscaling/objects.ts';
import { type EpochMs, epochMs, formatTime, parseTime } from '../../autoscaling/units.ts';
import type { Job } from '../../cluster/objects.ts';
import { resources } from '../../cluster/resources.ts';
import { type NewCondition, withConditions } from '../controller/conditions.ts';
import { controlledBy, controllerOf, controllerReference, keyOf, splitKey } from '../controller/ownership.ts';
import { isActive } from '../controller/pod-state.ts';
import { WorkQueue } from '../controller/work-queue.ts';
import { deleteGracefully } from '../store/graceful-deletion.ts';
import type { Component, World } from '../world.ts';
import { type JobProgress, jobProgress, retryAt } from './job-progress.ts';

const component = 'job-controller';
/** The Job controller gathers pod changes for a second before it acts on them. */
const podReactionMs = 1000;
const reactionMs = 5;

/** Runs pods to completion. */
export class JobController implements Component {
  start(world: World): void {
    const queue = new WorkQueue(world.clock, (key) => reconcile(world, queue, key));
    world.store.subscribe(resources.jobs, ({ object }) => queue.add(keyOf(object), reactionMs));
    world.store.subscribe(resources.pods, ({ object }) => {
      const owner = controllerOf(object);
      if (owner?.kind === 'Job') queue.add(`${object.metadata.namespace}/${owner.name}`, podReactionMs);
    });
  }
}

function reconcile(world: World, queue: WorkQueue, key: string): void {
  const job = world.store.get<Job>(resources.jobs, ...splitKey(key));
  if (job === undefined || job.metadata.deletionTimestamp !== undefined) return;
  if (isFinished(job)) {
    expire(world, queue, job);
    return;
  }
  const pods = controlledBy<Pod>(world.store, resources.pods, job);
  const progress = jobProgress(job, pods);
  const now = world.clock.now();
  const waitUntil = retryAt(progress.failed, lastFailureAt(pods));
  if (progress.missing < 0) deletePods(world, job, progress.active.slice(progress.missing));
  if (progress.missing > 0 && waitUntil !== undefined && waitUntil > now) queue.add(key, waitUntil - now);
  else for (let created = 0; created < progress.missing; created += 1) createPod(world, job);
  writeStatus(world, job, progress);
}

function createPod({ store, events }: World, job: Job): void {
  const { template } = job.spec;
  const { name, namespace = '', uid = '' } = job.metadata;
  const pod = store.create<Pod>({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...template.metadata,
      labels: {
        ...template.metadata?.labels,
        'batch.kubernetes.io/controller-uid': uid,
        'batch.kubernetes.io/job-name': name,
        'controller-uid': uid,
        'job-name': name,
      },
      name: '',
      generateName: `${name}-`,
      namespace,
      ownerReferences: [controllerReference(job)],
    },
    spec: template.spec,
  });
  events.record(job, 'Normal', 'SuccessfulCreate', `Created pod: ${pod.metadata.name}`, component);
}

function deletePods({ store, clock, events }: World, job: Job, pods: readonly Pod[]): void {
  for (const { metadata } of pods) {
    deleteGracefully(store, clock, resources.pods, metadata.namespace, metadata.name);
    events.record(job, 'Normal', 'SuccessfulDelete', `Deleted pod: ${metadata.name}`, component);
  }
}

function writeStatus(world: World, job: Job, progress: JobProgress): void {
  const { store, clock, events } = world;
  const now = clock.now();
  const active = controlledBy<Pod>(store, resources.pods, job).filter(isActive);
  const status = {
    ...job.status,
    startTime: job.status?.startTime ?? formatTime(now),
    active: active.length,
    ready: progress.ready,
    succeeded: progress.succeeded,
    failed: progress.failed,
    ...(progress.outcome === 'complete' ? { completionTime: formatTime(now) } : {}),
    conditions: withConditions(job.status?.conditions, finalConditions(progress.outcome), now),
  };
  store.updateStatus<Job>({ ...job, status });
  if (progress.outcome === 'complete') events.record(job, 'Normal', 'Completed', 'Job completed', component);
  if (progress.outcome === 'failed') {
    const [, failed] = finalConditions('failed');
    events.record(job, 'Warning', failed?.reason ?? '', failed?.message ?? '', component);
  }
}

function finalConditions(outcome: JobProgress['outcome']): readonly NewCondition[] {
  switch (outcome) {
    case 'running':
      return [];
    case 'complete': {
      const reached = { reason: 'CompletionsReached', message: 'Reached expected number of succeeded pods' };
      return [
        { type: 'SuccessCriteriaMet', status: 'True', ...reached },
        { type: 'Complete', status: 'True', ...reached },
      ];
    }
    case 'failed': {
      const limit = { reason: 'BackoffLimitExceeded', message: 'Job has reached the specified backoff limit' };
      return [
        { type: 'FailureTarget', status: 'True', ...limit },
        { type: 'Failed', status: 'True', ...limit },
      ];
    }
    default:
      return outcome satisfies never;
  }
}

function finishedAt({ status }: Job): EpochMs | undefined {
  const final = status?.conditions?.find(
    ({ type, status: holds }) => (type === 'Complete' || type === 'Failed') && holds === 'True',
  );
  return parseTime(final?.lastTransitionTime);
}

function isFinished(job: Job): boolean {
  return finishedAt(job) !== undefined;
}

/** A finished Job goes `ttlSecondsAfterFinished` after its end, and its pods with it. */
function expire({ store, clock }: World, queue: WorkQueue, job: Job): void {
  const { ttlSecondsAfterFinished } = job.spec;
  if (ttlSecondsAfterFinished === undefined) return;
  const leftMs = (finishedAt(job) ?? 0) + ttlSecondsAfterFinished * 1000 - clock.now();
  if (leftMs > 0) queue.add(keyOf(job), leftMs);
  else store.remove(resources.jobs, job.metadata.namespace, job.metadata.name);
}

function lastFailureAt(pods: readonly Pod[]): EpochMs | undefined {
  const moments = pods
    .filter(({ status }) => status?.phase === 'Failed')
    .flatMap(({ status }) => status?.containerStatuses ?? [])
    .flatMap(({ state }) => parseTime(state?.terminated?.finishedAt) ?? []);
  return moments.length === 0 ? undefined : epochMs(Math.max(...moments));
}
