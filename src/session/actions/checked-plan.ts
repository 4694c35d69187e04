import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { ClusterError } from '../../cluster/port.ts';
import type { ManifestObject } from '../../scenario/model.ts';
import { type CheckedApplication, checkApplication } from './check-application.ts';
import type { ActionContext } from './context.ts';
import type { ModePlan } from './mode-plan.ts';
import { refOf } from './object-ref.ts';

/** An object that is to be applied, and how. */
export type PlannedApplication = ManifestObject & CheckedApplication;

/** What entering a mode takes on the cluster as it is, in this order. */
export interface CheckedPlan {
  /** Autoscalers that give way: while they are there, nobody else may scale the workload. */
  readonly deletedFirst: readonly KubernetesObject[];
  readonly applications: readonly PlannedApplication[];
  /** What the autoscalers that gave way have used, and nobody needs once the new ones are there. */
  readonly deletedLast: readonly KubernetesObject[];
}

const autoscalers: ReadonlySet<string> = new Set(['ScaledObject', 'HorizontalPodAutoscaler', 'VerticalPodAutoscaler']);

/** Whether objects of this kind scale a workload. */
export function isAutoscaler({ kind }: { readonly kind: string }): boolean {
  return autoscalers.has(kind);
}

/**
 * The plan after a server-side dry run of every change, with deletions only of what is there. An admission webhook may refuse what the
 * deletions will make possible (KEDA's does, while another HPA is there for the target), so its refusal is no last word while something is
 * to be deleted. That includes the mode's own objects: where their order matters, they are made anew in that order.
 */
export async function checkedPlan(context: ActionContext, plan: ModePlan): Promise<CheckedPlan> {
  const { refusal, applications } = await checkAll(context, plan.applications);
  const renewed = refusal === undefined ? [] : plan.applications.map(({ object }) => object);
  const deletions = await existing(context, [...plan.deletions, ...renewed]);
  if (refusal !== undefined && deletions.length === 0) throw refusal;
  for (const object of deletions) await context.writer.checkDelete(refOf(object));
  const isFirst = (object: KubernetesObject) => isAutoscaler(object) || renewed.includes(object);
  return {
    deletedFirst: deletions.filter(isFirst),
    // What is made anew is not there any more, whatever it looked like.
    applications: refusal === undefined ? applications : applications.map((each) => ({ ...each, isUnchanged: false })),
    deletedLast: deletions.filter((object) => !isFirst(object)),
  };
}

/** Every application checked, and the first refusal by an admission webhook; rejects with any other one. */
async function checkAll(
  context: ActionContext,
  manifests: readonly ManifestObject[],
): Promise<{ readonly refusal: ClusterError | undefined; readonly applications: readonly PlannedApplication[] }> {
  let refusal: ClusterError | undefined;
  const applications: PlannedApplication[] = [];
  for (const manifest of manifests) {
    try {
      applications.push({ ...manifest, ...(await checkApplication(context, manifest.object)) });
    } catch (error) {
      if (!isAdmissionRefusal(error)) throw error;
      refusal ??= error;
      // Made anew, it has no fields of others.
      applications.push({ ...manifest, isUnchanged: false, force: true });
    }
  }
  return { refusal, applications };
}

async function existing(
  { cluster }: ActionContext,
  objects: readonly KubernetesObject[],
): Promise<readonly KubernetesObject[]> {
  const found = await Promise.all(objects.map((object) => cluster.get(refOf(object))));
  return objects.filter((_, index) => found[index] !== undefined);
}

/** An API server words every refusal by a validating webhook this way; the status code is the webhook's own. */
export function isAdmissionRefusal(error: unknown): error is ClusterError {
  return error instanceof ClusterError && error.message.includes('denied the request');
}
