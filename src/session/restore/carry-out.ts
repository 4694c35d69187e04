import type { HorizontalPodAutoscaler, KubernetesObject, ScaledObject } from '../../autoscaling/objects.ts';
import { ClusterError, type ObjectRef } from '../../cluster/port.ts';
import { resources } from '../../cluster/resources.ts';
import { isAdmissionRefusal } from '../actions/checked-plan.ts';
import type { ActionContext } from '../actions/context.ts';
import { kubectl } from '../actions/kubectl.ts';
import { refOf } from '../actions/object-ref.ts';
import { untilGone } from '../actions/until-gone.ts';
import { isToBeReleased, type Managers, withServersPart, writerOf } from './put-back.ts';
import type { RestoreStep } from './restore-plan.ts';

const releaseTries = 5;

/** What a restore works with: no scenario, only a cluster and its journal. */
export type RestoreContext = Pick<ActionContext, 'cluster' | 'writer' | 'commands' | 'waits'>;

/** Does the steps in their order. Deleted autoscalers are gone before anything else is written. Rejects with the first failure. */
export async function carryOut(context: RestoreContext, steps: readonly RestoreStep[]): Promise<void> {
  const deletions = steps.filter(({ verb }) => verb === 'delete');
  const doomed = await Promise.all(deletions.map(({ ref }) => context.cluster.get(ref)));
  for (const step of deletions) await carryOutStep(context, step);
  await untilGone(
    context,
    doomed.filter((object) => object !== undefined),
  );
  for (const step of steps) if (step.verb !== 'delete') await carryOutStep(context, step);
}

async function carryOutStep(context: RestoreContext, step: RestoreStep): Promise<void> {
  const { commands, writer } = context;
  const { ref, command } = step;
  switch (step.verb) {
    case 'leave':
      return;
    case 'delete':
      return commands.entry(command, () => writer.delete(ref, command));
    case 'scale':
      return commands.entry(command, () => writer.scale(ref, step.replicas, command));
    case 'release':
      return release(context, ref, step.managers);
    case 'replace':
      await besideHpas(context, step.object, () => commands.entry(command, () => writer.replace(step.object, command)));
      return release(context, ref, step.managers);
    case 'create':
      await besideHpas(context, step.object, () =>
        commands.entry(command, () => writer.apply(step.object, command, { force: true, manager: step.manager })),
      );
      return release(context, ref, step.managers);
  }
}

/** Gives the object's fields back to those who managed them. A controller may write at the same moment: then it is read and tried again. */
async function release(context: RestoreContext, ref: ObjectRef, managers: Managers): Promise<void> {
  const { cluster, commands, writer } = context;
  for (let tries = 1; ; tries += 1) {
    const current = await cluster.get(ref);
    if (!current || !managers || !isToBeReleased(current, managers)) return;
    const released = { ...current, metadata: { ...current.metadata, managedFields: managers } };
    const command = kubectl.replace(ref);
    try {
      await besideHpas(context, released, () => commands.entry(command, () => writer.replace(released, command)));
      return;
    } catch (error) {
      if (tries === releaseTries || !(error instanceof ClusterError && error.code === 409)) throw error;
    }
  }
}

/** KEDA's webhook refuses a ScaledObject whose target has another HPA. One that was there beside it came after it, and does so again. */
async function besideHpas(
  context: RestoreContext,
  object: KubernetesObject,
  write: () => Promise<void>,
): Promise<void> {
  try {
    await write();
  } catch (error) {
    const hpas = isAdmissionRefusal(error) && object.kind === 'ScaledObject' ? await foreignHpas(context, object) : [];
    if (hpas.length === 0) throw error;
    await withoutObjects(context, hpas, write);
  }
}

/** Does the work while objects are away. They come back however it goes, in the name of whoever wrote them. */
async function withoutObjects(
  context: RestoreContext,
  objects: readonly KubernetesObject[],
  work: () => Promise<void>,
): Promise<void> {
  const { commands, writer } = context;
  for (const object of objects) {
    const command = kubectl.delete(refOf(object));
    await commands.entry(command, () => writer.delete(refOf(object), command));
  }
  try {
    await untilGone(context, objects);
    await work();
  } finally {
    for (const object of objects) {
      const command = kubectl.create(refOf(object));
      const options = { force: true, manager: writerOf(object) };
      await commands.entry(command, () => writer.apply(withServersPart(object, undefined), command, options));
      await release(context, refOf(object), object.metadata.managedFields);
    }
  }
}

async function foreignHpas(
  { cluster }: RestoreContext,
  object: KubernetesObject,
): Promise<readonly HorizontalPodAutoscaler[]> {
  const { namespace } = object.metadata;
  const target = (object as ScaledObject).spec.scaleTargetRef.name;
  const { items } = await cluster.list(
    resources.horizontalPodAutoscalers,
    namespace === undefined ? {} : { namespace },
  );
  return (items as readonly HorizontalPodAutoscaler[])
    .filter(({ metadata }) => !metadata.ownerReferences?.some(({ kind }) => kind === 'ScaledObject'))
    .filter(({ spec }) => spec.scaleTargetRef.name === target)
    .map((hpa) => ({ ...hpa, apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler' }));
}
