import type { Load } from '../../scenario/model.ts';
import { fieldManager } from '../replicas-writer.ts';
import { type ActionContext, ActionError } from './context.ts';
import { messageOf } from './journal.ts';
import { kubectl } from './kubectl.ts';
import type { LoadTracker } from './load-tracker.ts';
import { inNamespace, refOf } from './object-ref.ts';
import { waitUntil } from './wait-until.ts';

const goneDeadlineMs = 60_000;

/** Creates the load's Job, in the place of a finished one of the same name. Resolves when the Job exists; the tracker follows it on. */
export async function startLoad(context: ActionContext, tracker: LoadTracker, load: Load): Promise<void> {
  const { cluster, journal } = context;
  const job = inNamespace(load.job.object, context.scenario.target.namespace);
  const ref = refOf(job);
  const finished = await cluster.get(ref);
  tracker.begin(load, finished?.metadata.uid);
  try {
    if (finished) {
      await journal.entry(kubectl.delete(ref), () => cluster.delete(ref));
      const gone = await waitUntil(cluster.clock, goneDeadlineMs, async () => (await cluster.get(ref)) === undefined);
      if (!gone)
        throw new ActionError(`Job ${ref.name} is still there ${goneDeadlineMs / 1000} s after it was deleted`);
    }
    await cluster.apply(job, { fieldManager, force: true, dryRun: true });
    await journal.entry(kubectl.apply(load.job.file), () => cluster.apply(job, { fieldManager, force: true }));
  } catch (error) {
    tracker.fail(load, messageOf(error));
    throw error;
  }
}
