import type { Deployment } from '../../cluster/objects.ts';
import type { ObjectRef } from '../../cluster/port.ts';
import type { Scenario } from '../../scenario/model.ts';
import { replicasOf } from '../journal/content.ts';
import type { ActionContext } from './context.ts';
import { kubectl } from './kubectl.ts';

/** How long we wait for a scaled workload to settle; after that the mode begins anyway. */
const settledDeadlineMs = 30_000;

/** Sets the first workload's replicas and lets the new count take hold, so that the mode does not begin with the last one's pods. */
export async function scaleWorkload(context: ActionContext, replicas: number): Promise<void> {
  const { cluster, scenario, commands, writer, waits } = context;
  const [ref] = workloadRefs(scenario);
  if (!ref) return;
  const command = kubectl.scale(ref, replicas);
  await commands.entry(command, () => writer.scale(ref, replicas, command));
  await waits.until(`for ${ref.name} to have ${replicas} replicas`, settledDeadlineMs, async () => {
    const deployment = (await cluster.get(ref)) as Deployment | undefined;
    return (deployment?.status?.replicas ?? 0) === replicas;
  });
}

/** Notes the replicas of the target's workloads: whatever scales them from now on, they can be put back. */
export async function noteReplicas({ cluster, scenario, writer }: ActionContext): Promise<void> {
  for (const ref of workloadRefs(scenario)) {
    const workload = await cluster.get(ref);
    const replicas = workload === undefined ? undefined : replicasOf(workload);
    if (replicas !== undefined) await writer.noteReplicas(ref, replicas);
  }
}

function workloadRefs({ target }: Scenario): readonly ObjectRef[] {
  return target.workloads.map((workload) => ({ apiVersion: 'apps/v1', ...workload, namespace: target.namespace }));
}
