import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { ClusterError } from '../../cluster/port.ts';
import { isSameContent } from '../journal/content.ts';
import type { ActionContext } from './context.ts';
import { refOf } from './object-ref.ts';

/** What applying an object would come to, by the server's dry run. */
export interface CheckedApplication {
  /** It is as it is wanted. */
  readonly isUnchanged: boolean;
  /** Fields have to be taken over from another manager. */
  readonly force: boolean;
  /** Whose fields those are, as a clause. */
  readonly conflict?: string;
}

/**
 * Lets the server check an object of the scenario without storing it. Fields that somebody else manages are no hindrance, since the object
 * is the scenario's to set, but they are told. Rejects with any other refusal.
 */
export async function checkApplication(
  { cluster, writer }: Pick<ActionContext, 'cluster' | 'writer'>,
  object: KubernetesObject,
): Promise<CheckedApplication> {
  const live = await cluster.get(refOf(object));
  try {
    const would = await writer.checkApply(object, false);
    return { isUnchanged: live !== undefined && isSameContent(live, would), force: false };
  } catch (error) {
    if (!(error instanceof ClusterError && error.code === 409)) throw error;
    await writer.checkApply(object, true);
    return { isUnchanged: false, force: true, conflict: conflictText(object, error) };
  }
}

/** `took .spec.maxReplicas of HorizontalPodAutoscaler web over from "kubectl-edit"` */
function conflictText({ kind, metadata }: KubernetesObject, { message, details }: ClusterError): string {
  const causes = details?.causes ?? [];
  const managers = new Set(
    [message, ...causes.map((cause) => cause.message ?? '')].flatMap((text) =>
      [...text.matchAll(/conflicts? with ("[^"]+")/g)].map(([, manager = '']) => manager),
    ),
  );
  const fields = [...new Set(causes.flatMap(({ field }) => field ?? []))].join(', ') || 'fields';
  return `took ${fields} of ${kind} ${metadata.name} over from ${[...managers].join(' and ') || 'another manager'}`;
}
