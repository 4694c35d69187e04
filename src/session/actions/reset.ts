import { jobOf } from '../loads/load-job.ts';
import type { ActionContext } from './context.ts';
import { flipMode } from './flip-mode.ts';
import { kubectl } from './kubectl.ts';
import { refOf } from './object-ref.ts';

/** Back to the start: the loads' Jobs go, and the baseline mode is entered, with its replicas. */
export async function reset(context: ActionContext): Promise<void> {
  const { cluster, scenario, commands, writer } = context;
  for (const load of scenario.loads) {
    const job = jobOf(load, scenario, cluster.identity);
    if (!job) continue;
    const ref = refOf(job);
    const command = kubectl.delete(ref);
    if (await cluster.get(ref)) await commands.entry(command, () => writer.delete(ref, command));
  }
  const baseline = scenario.modes.find(({ id }) => id === scenario.baseline);
  if (baseline) await flipMode(context, baseline);
}
