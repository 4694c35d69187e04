import { type EpochMs, parseTime } from '../../autoscaling/units.ts';
import type { Cancel } from '../../cluster/clock.ts';
import type { Job } from '../../cluster/objects.ts';
import { redact } from '../../cluster/redact.ts';
import type { Load } from '../../scenario/model.ts';
import { jobOf } from '../loads/load-job.ts';
import type { LoadProgress, Observation } from '../observation.ts';
import type { ActionContext } from './context.ts';
import { progressIn } from './load-progress.ts';

interface TrackedLoad {
  readonly load: Load;
  progress: LoadProgress;
  /** The Job's; undefined between asking for it and seeing it. */
  uid: string | undefined;
  /** A Job of the same name that is on its way out. */
  readonly replacedUid: string | undefined;
}

/**
 * Follows the loads' Jobs by what the session observes (their status, and the log lines of their pods), whoever started them, and records
 * how far they are.
 */
export class LoadTracker {
  readonly #context: Omit<ActionContext, 'journal'>;
  readonly #tracked = new Map<string, TrackedLoad>();
  readonly #logs = new Map<string, Cancel>();
  readonly #stopObserving: Cancel;

  constructor(context: Omit<ActionContext, 'journal'>) {
    this.#context = context;
    this.#stopObserving = context.recorder.observe((observation) => this.#observe(observation));
  }

  isRunning(load: Load): boolean {
    const state = this.#tracked.get(load.id)?.progress.state;
    return state === 'starting' || state === 'running';
  }

  /** We are about to create its Job. */
  begin(load: Load, replacedUid: string | undefined): void {
    this.#set({
      load,
      uid: undefined,
      replacedUid,
      progress: { id: load.id, state: 'starting', startedAt: this.#context.now() },
    });
  }

  /** Its Job could not be created, or was stopped. */
  fail(load: Load, line: string): void {
    const tracked = this.#tracked.get(load.id);
    if (tracked && this.isRunning(load)) this.#end(tracked, 'failed', this.#context.now(), { line });
  }

  close(): void {
    this.#stopObserving();
    for (const cancel of this.#logs.values()) cancel();
    this.#logs.clear();
  }

  #observe(observation: Observation): void {
    if (observation.kind !== 'objectUpserted' && observation.kind !== 'objectDeleted') return;
    const { object, at } = observation;
    if (object.kind === 'Job') this.#jobSeen(object as Job, observation.kind === 'objectDeleted', at);
    else if (object.kind === 'Pod' && observation.kind === 'objectUpserted') {
      const owner = object.metadata.ownerReferences?.find(({ kind }) => kind === 'Job');
      const phase = (object.status as { readonly phase?: string } | undefined)?.phase;
      if (owner && phase !== undefined && phase !== 'Pending') this.#follow(owner.uid, object.metadata.name);
    }
  }

  #jobSeen(job: Job, isDeleted: boolean, at: EpochMs): void {
    const load = this.#loadOf(job);
    if (!load) return;
    const tracked = this.#tracked.get(load.id);
    const { uid } = job.metadata;
    if (isDeleted) {
      if (tracked?.uid === uid) this.fail(load, 'its Job was deleted');
      return;
    }
    if (tracked && this.isRunning(load)) {
      if (uid === tracked.replacedUid) return;
      tracked.uid = uid;
      this.#update(tracked, job, at);
    } else if (tracked?.uid !== uid && endOf(job) === undefined) {
      // Somebody else started it, or it was running before we came.
      const startedAt = parseTime(job.status?.startTime) ?? at;
      const found: TrackedLoad = {
        load,
        uid,
        replacedUid: undefined,
        progress: { id: load.id, state: 'starting', startedAt },
      };
      this.#update(found, job, at);
    }
  }

  #loadOf({ metadata }: Job): Load | undefined {
    const { scenario, cluster } = this.#context;
    return scenario.loads.find((load) => jobOf(load, scenario, cluster.identity)?.metadata.name === metadata.name);
  }

  #update(tracked: TrackedLoad, job: Job, at: EpochMs): void {
    const end = endOf(job);
    if (end !== undefined) {
      const message = end.message === undefined ? {} : { line: end.message };
      this.#end(tracked, end.state, at, end.state === 'complete' ? { progress: 1 } : message);
    } else if ((job.status?.active ?? 0) > 0)
      this.#set({ ...tracked, progress: { ...tracked.progress, state: 'running' } });
    else this.#set(tracked);
  }

  #end(
    tracked: TrackedLoad,
    state: 'complete' | 'failed',
    endedAt: EpochMs,
    change: { readonly progress?: number; readonly line?: string },
  ): void {
    this.#set({ ...tracked, progress: { ...tracked.progress, ...change, state, endedAt } });
  }

  #set(tracked: TrackedLoad): void {
    this.#tracked.set(tracked.load.id, tracked);
    this.#context.recorder.record({
      at: this.#context.now(),
      source: 'session',
      kind: 'loadChanged',
      load: tracked.progress,
    });
  }

  #follow(jobUid: string, pod: string): void {
    const tracked = [...this.#tracked.values()].find(({ uid }) => uid === jobUid);
    if (!tracked || this.#logs.has(pod)) return;
    const { cluster, scenario } = this.#context;
    const { id } = tracked.load;
    const cancel = cluster.logs(
      { namespace: scenario.target.namespace, name: pod },
      { follow: true, onLine: (line) => this.#lineRead(id, jobUid, line) },
    );
    this.#logs.set(pod, cancel);
  }

  #lineRead(id: string, jobUid: string, text: string): void {
    const tracked = this.#tracked.get(id);
    if (tracked?.uid !== jobUid) return;
    const line = redact(text);
    // The last lines of a log often arrive after the Job's end; they are still its last words, but no progress any more.
    const share = tracked.progress.endedAt === undefined ? progressIn(line) : undefined;
    this.#set({
      ...tracked,
      progress: { ...tracked.progress, line, ...(share === undefined ? {} : { progress: share }) },
    });
  }
}

function endOf(job: Job): { readonly state: 'complete' | 'failed'; readonly message?: string } | undefined {
  for (const { type, status, message } of job.status?.conditions ?? []) {
    if (status !== 'True') continue;
    if (type === 'Complete') return { state: 'complete' };
    if (type === 'Failed') return { state: 'failed', ...(message === undefined ? {} : { message }) };
  }
  return undefined;
}
