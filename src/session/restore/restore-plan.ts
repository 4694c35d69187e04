import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { ObjectRef } from '../../cluster/port.ts';
import { isAutoscaler } from '../actions/checked-plan.ts';
import type { ReadableCluster } from '../actions/context.ts';
import { kubectl } from '../actions/kubectl.ts';
import { isSameContent, replicasOf } from '../journal/content.ts';
import type { JournalLine } from '../journal/journal-lines.ts';
import { type FoundObject, foundObjects } from '../journal/ledger.ts';
import { fieldManager } from '../replicas-writer.ts';
import { isToBeReleased, type Managers, withServersPart, writerOf } from './put-back.ts';

/** One thing that puts an object back, or why that is not done. */
export type RestoreStep = { readonly ref: ObjectRef; readonly command: string } & (
  | { readonly verb: 'delete' }
  | { readonly verb: 'scale'; readonly replicas: number }
  | {
      readonly verb: 'create';
      readonly object: KubernetesObject;
      readonly manager: string;
      readonly managers: Managers;
    }
  | { readonly verb: 'replace'; readonly object: KubernetesObject; readonly managers: Managers }
  /** It is as it was, but its fields are Harmony's: whoever manages them would find a conflict. */
  | { readonly verb: 'release'; readonly managers: Managers }
  /** It stays as it is, although it is not as it was. */
  | { readonly verb: 'leave'; readonly because: string }
);

/** What puts everything back as it was found, in an order that KEDA's webhook accepts. Nothing where nothing differs. */
export async function planRestore(
  lines: readonly JournalLine[],
  cluster: Pick<ReadableCluster, 'get'>,
): Promise<readonly RestoreStep[]> {
  const steps: RestoreStep[] = [];
  for (const found of foundObjects(lines)) {
    const live = await cluster.get(found.ref);
    const current = live?.metadata.deletionTimestamp === undefined ? live : undefined;
    const step = found.before === undefined ? scaleStep(found, current) : wholeStep(found, found.before, current);
    if (step) steps.push(step);
  }
  return steps.sort((a, b) => orderOf(a) - orderOf(b));
}

/**
 * Autoscalers that should not be there go first: nothing scales the workload while its replicas are set. ScaledObjects come before HPAs, as
 * KEDA's webhook refuses one whose target has a foreign HPA, and nobody refuses the HPA.
 */
function orderOf({ verb, ref }: RestoreStep): number {
  if (verb === 'leave') return 7;
  if (verb === 'delete') return isAutoscaler(ref) ? 0 : 1;
  if (verb === 'scale') return 2;
  if (!isAutoscaler(ref)) return 3;
  return ref.kind === 'ScaledObject' ? 4 : 5;
}

function scaleStep({ ref, replicas }: FoundObject, current: KubernetesObject | undefined): RestoreStep | undefined {
  if (replicas === undefined) return undefined;
  if (current === undefined) {
    return {
      verb: 'leave',
      ref,
      command: kubectl.scale(ref, replicas),
      because: `${nameOf(ref)} is not there any more`,
    };
  }
  if (replicasOf(current) === replicas) return undefined;
  return { verb: 'scale', ref, replicas, command: kubectl.scale(ref, replicas) };
}

function wholeStep(
  { ref, redacted, replicas }: FoundObject,
  before: KubernetesObject | null,
  current: KubernetesObject | undefined,
): RestoreStep | undefined {
  if (before === null) return current && deletion(ref, current);
  const wanted = replicas === undefined ? before : withReplicas(before, replicas);
  const managers = before.metadata.managedFields;
  if (current && isSameContent(wanted, current)) {
    return isToBeReleased(current, managers)
      ? { verb: 'release', ref, managers, command: kubectl.replace(ref) }
      : undefined;
  }
  const command = current ? kubectl.replace(ref) : kubectl.create(ref);
  if (before.kind === 'Job') return current ? deletion(ref, current) : undefined;
  const because = hindrance(before, redacted);
  if (because !== undefined) return { verb: 'leave', ref, command, because };
  return current
    ? { verb: 'replace', ref, object: withServersPart(wanted, current), managers, command }
    : { verb: 'create', ref, object: withServersPart(wanted, undefined), manager: writerOf(before), managers, command };
}

/** Only what Harmony made is deleted: an object that somebody else made in the meantime under the same name is theirs. */
function deletion(ref: ObjectRef, { metadata }: KubernetesObject): RestoreStep {
  const command = kubectl.delete(ref);
  const managers = metadata.managedFields;
  if (managers === undefined || managers.some(({ manager }) => manager === fieldManager))
    return { verb: 'delete', ref, command };
  return { verb: 'leave', ref, command, because: `${nameOf(ref)} was not made by harmony` };
}

function hindrance({ kind, metadata }: KubernetesObject, redacted: readonly string[]): string | undefined {
  if (redacted.length > 0) {
    return `${kind} ${metadata.name} held a credential (${redacted.join(', ')}), which is never written down: it cannot be put back`;
  }
  const owner = metadata.ownerReferences?.find(({ controller }) => controller === true);
  return owner && `${kind} ${metadata.name} is made by ${owner.kind} ${owner.name}`;
}

function withReplicas(object: KubernetesObject, replicas: number): KubernetesObject {
  return { ...object, spec: { ...(object.spec as object | undefined), replicas } };
}

function nameOf({ kind, name }: ObjectRef): string {
  return `${kind} ${name}`;
}
