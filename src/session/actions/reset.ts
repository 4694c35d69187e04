import type { ActionContext } from './context.ts';
import { flipMode } from './flip-mode.ts';
import { kubectl } from './kubectl.ts';
import { inNamespace, refOf } from './object-ref.ts';

/** Back to the start: the loads' Jobs go, and the baseline mode is entered, with its replicas. */
export async function reset(context: ActionContext): Promise<void> {
  const { cluster, scenario, journal } = context;
  for (const { job } of scenario.loads) {
    const ref = refOf(inNamespace(job.object, scenario.target.namespace));
    if (await cluster.get(ref)) await journal.entry(kubectl.delete(ref), () => cluster.delete(ref));
  }
  const baseline = scenario.modes.find(({ id }) => id === scenario.baseline);
  if (baseline) await flipMode(context, baseline);
}
