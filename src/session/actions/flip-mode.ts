import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { Mode } from '../../scenario/model.ts';
import { checkedPlan, type PlannedApplication } from './checked-plan.ts';
import type { ActionContext } from './context.ts';
import { kubectl } from './kubectl.ts';
import { planMode } from './mode-plan.ts';
import { refOf } from './object-ref.ts';
import { noteReplicas, scaleWorkload } from './scale-workload.ts';
import { untilGone } from './until-gone.ts';

/**
 * Enters a mode: checks everything with the server first, deletes the autoscalers that other modes leave behind, waits until they and the
 * HPAs KEDA made of them are gone, sets the replicas, applies what is not as it is wanted, and deletes the rest. Rejects with the first
 * refusal; what was done until then stays, and the mode counts as failed.
 */
export async function flipMode(context: ActionContext, mode: Mode): Promise<void> {
  const note = (phase: 'applying' | 'applied' | 'failed') =>
    context.recorder.record({ at: context.now(), source: 'session', kind: 'modeChanged', mode: mode.id, phase });
  note('applying');
  try {
    const plan = await checkedPlan(context, planMode(context.scenario, mode));
    await noteReplicas(context);
    await deleteAll(context, plan.deletedFirst);
    if (mode.replicas !== undefined) await scaleWorkload(context, mode.replicas);
    for (const [index, file] of byFile(plan.applications).entries()) {
      if (index > 0) await context.waits.pause(`to apply ${file[0].file}`, mode.settleSeconds);
      await applyFile(context, file);
    }
    await deleteAll(context, plan.deletedLast);
    note('applied');
  } catch (error) {
    note('failed');
    throw error;
  }
}

async function deleteAll(context: ActionContext, objects: readonly KubernetesObject[]): Promise<void> {
  for (const object of objects) {
    const ref = refOf(object);
    const command = kubectl.delete(ref);
    await context.commands.entry(command, () => context.writer.delete(ref, command));
  }
  await untilGone(context, objects);
}

type PlannedFile = readonly [PlannedApplication, ...PlannedApplication[]];

/** Objects of one file that follow each other are one `kubectl apply`. */
function byFile(applications: readonly PlannedApplication[]): readonly PlannedFile[] {
  const files: [PlannedApplication, ...PlannedApplication[]][] = [];
  for (const application of applications) {
    const last = files.at(-1);
    if (last?.[0].file === application.file) last.push(application);
    else files.push([application]);
  }
  return files;
}

async function applyFile({ commands, writer }: ActionContext, file: PlannedFile): Promise<void> {
  const command = kubectl.apply(
    file[0].file,
    file.some(({ conflict }) => conflict !== undefined),
  );
  await commands.entry(command, async (remark) => {
    for (const { object, isUnchanged, force, conflict } of file) {
      if (conflict !== undefined) remark(conflict);
      if (isUnchanged) remark(`${object.kind} ${object.metadata.name} is unchanged`);
      else await writer.apply(object, command, { force });
    }
  });
}
