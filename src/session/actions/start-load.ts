import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { Load } from '../../scenario/model.ts';
import { jobCommand } from '../loads/load-command.ts';
import { checkApplication } from './check-application.ts';
import { messageOf } from './command-log.ts';
import { type ActionContext, ActionError } from './context.ts';
import { kubectl } from './kubectl.ts';
import type { LoadTracker } from './load-tracker.ts';
import { refOf } from './object-ref.ts';

const goneDeadlineMs = 60_000;

/** Creates the load's Job, in the place of a finished one of the same name. Resolves when the Job exists; the tracker follows it on. */
export async function startLoad(
  context: ActionContext,
  tracker: LoadTracker,
  load: Load,
  job: KubernetesObject,
): Promise<void> {
  const { cluster, commands, writer, waits } = context;
  const ref = refOf(job);
  const finished = await cluster.get(ref);
  tracker.begin(load, finished?.metadata.uid);
  try {
    if (finished) {
      const command = kubectl.delete(ref);
      await commands.entry(command, () => writer.delete(ref, command));
      const isGone = async () => (await cluster.get(ref)) === undefined;
      if (!(await waits.until(`for Job ${ref.name} to be gone`, goneDeadlineMs, isGone)))
        throw new ActionError(`Job ${ref.name} is still there ${goneDeadlineMs / 1000} s after it was deleted`);
    }
    const { force, conflict } = await checkApplication(context, job);
    const command = jobCommand(load, job, force);
    await commands.entry(command, async (remark) => {
      if (conflict !== undefined) remark(conflict);
      await writer.apply(job, command, { force });
    });
  } catch (error) {
    tracker.fail(load, messageOf(error));
    throw error;
  }
}
