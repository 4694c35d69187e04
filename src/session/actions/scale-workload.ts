import type { Deployment } from '../../cluster/objects.ts';
import { fieldManager } from '../replicas-writer.ts';
import type { ActionContext } from './context.ts';
import { kubectl } from './kubectl.ts';
import { waitUntil } from './wait-until.ts';

/** How long we wait for a scaled workload to settle; after that the mode begins anyway. */
const settledDeadlineMs = 30_000;

/** Sets the first workload's replicas and lets the new count take hold, so that the mode does not begin with the last one's pods. */
export async function scaleWorkload({ cluster, scenario, journal }: ActionContext, replicas: number): Promise<void> {
  const [workload] = scenario.target.workloads;
  if (!workload) return;
  const ref = { apiVersion: 'apps/v1', ...workload, namespace: scenario.target.namespace };
  await journal.entry(kubectl.scale(ref, replicas), () => cluster.scale(ref, replicas, { fieldManager }));
  await waitUntil(cluster.clock, settledDeadlineMs, async () => {
    const deployment = (await cluster.get(ref)) as Deployment | undefined;
    return (deployment?.status?.replicas ?? 0) === replicas;
  });
}
