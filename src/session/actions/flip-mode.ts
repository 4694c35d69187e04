import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { ClusterError, type ObjectRef } from '../../cluster/port.ts';
import type { ManifestObject, Mode } from '../../scenario/model.ts';
import { fieldManager } from '../replicas-writer.ts';
import { type ActionContext, ActionError } from './context.ts';
import { kubectl } from './kubectl.ts';
import { generatedHpa, type ModePlan, planMode } from './mode-plan.ts';
import { refOf } from './object-ref.ts';
import { scaleWorkload } from './scale-workload.ts';
import { pause, waitUntil } from './wait-until.ts';

/** How long deleted objects may take to go, KEDA's HPAs among them. */
const goneDeadlineMs = 60_000;

/**
 * Enters a mode: checks everything with the server first, deletes what other modes leave behind, waits until that and the HPAs KEDA made
 * of it are gone, sets the replicas, applies. Rejects with the first refusal; what was done until then stays, and the mode counts as
 * failed.
 */
export async function flipMode(context: ActionContext, mode: Mode): Promise<void> {
  const note = (phase: 'applying' | 'applied' | 'failed') =>
    context.recorder.record({ at: context.now(), source: 'session', kind: 'modeChanged', mode: mode.id, phase });
  note('applying');
  try {
    const plan = await checkedPlan(context, planMode(context.scenario, mode));
    await deleteAll(context, plan.deletions);
    if (mode.replicas !== undefined) await scaleWorkload(context, mode.replicas);
    for (const [index, file] of byFile(plan.applications).entries()) {
      if (index > 0) await pause(context.cluster.clock, mode.settleSeconds);
      await applyFile(context, file);
    }
    note('applied');
  } catch (error) {
    note('failed');
    throw error;
  }
}

/**
 * The plan after a server-side dry run of every change, with deletions only of what is there. An admission webhook may refuse what the
 * deletions will make possible (KEDA's does, while another HPA is there for the target), so its refusal is no last word while something is
 * to be deleted. That includes the mode's own objects: where their order matters, they are made anew in that order.
 */
async function checkedPlan(context: ActionContext, plan: ModePlan): Promise<ModePlan> {
  const refusal = await admissionRefusal(context, plan.applications);
  const renewed = refusal === undefined ? [] : plan.applications.map(({ object }) => object);
  const deletions = await existing(context, [...plan.deletions, ...renewed]);
  if (refusal !== undefined && deletions.length === 0) throw refusal;
  for (const object of deletions) await context.cluster.delete(refOf(object), { dryRun: true });
  return { ...plan, deletions };
}

/** The first refusal by an admission webhook; rejects with any other one. */
async function admissionRefusal(
  { cluster }: ActionContext,
  applications: readonly ManifestObject[],
): Promise<ClusterError | undefined> {
  let refusal: ClusterError | undefined;
  for (const { object } of applications) {
    try {
      await cluster.apply(object, { fieldManager, force: true, dryRun: true });
    } catch (error) {
      if (!isAdmissionRefusal(error)) throw error;
      refusal ??= error;
    }
  }
  return refusal;
}

async function existing(
  { cluster }: ActionContext,
  objects: readonly KubernetesObject[],
): Promise<readonly KubernetesObject[]> {
  const found = await Promise.all(objects.map((object) => cluster.get(refOf(object))));
  return objects.filter((_, index) => found[index] !== undefined);
}

/** An API server words every refusal by a validating webhook this way; the status code is the webhook's own. */
function isAdmissionRefusal(error: unknown): error is ClusterError {
  return error instanceof ClusterError && error.message.includes('denied the request');
}

async function deleteAll(context: ActionContext, objects: readonly KubernetesObject[]): Promise<void> {
  for (const object of objects) {
    const ref = refOf(object);
    await context.journal.entry(kubectl.delete(ref), () => context.cluster.delete(ref));
  }
  const refs = objects.flatMap((object) => [refOf(object), generatedHpa(object) ?? []].flat());
  await allGone(context, refs);
}

async function allGone({ cluster }: ActionContext, refs: readonly ObjectRef[]): Promise<void> {
  let left = refs;
  const gone = await waitUntil(cluster.clock, goneDeadlineMs, async () => {
    const found = await Promise.all(left.map((ref) => cluster.get(ref)));
    left = left.filter((_, index) => found[index] !== undefined);
    return left.length === 0;
  });
  const [first] = left;
  if (!gone && first)
    throw new ActionError(`${first.kind} ${first.name} is still there ${goneDeadlineMs / 1000} s after it was deleted`);
}

/** Objects of one file that follow each other are one `kubectl apply`. */
function byFile(manifests: readonly ManifestObject[]): readonly (readonly [ManifestObject, ...ManifestObject[]])[] {
  const files: [ManifestObject, ...ManifestObject[]][] = [];
  for (const manifest of manifests) {
    const last = files.at(-1);
    if (last?.[0].file === manifest.file) last.push(manifest);
    else files.push([manifest]);
  }
  return files;
}

async function applyFile(
  { cluster, journal }: ActionContext,
  manifests: readonly [ManifestObject, ...ManifestObject[]],
): Promise<void> {
  await journal.entry(kubectl.apply(manifests[0].file), async () => {
    for (const { object } of manifests) await cluster.apply(object, { fieldManager, force: true });
  });
}
