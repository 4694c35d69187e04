import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { ActionContext } from './context.ts';
import { ActionError } from './context.ts';
import { generatedHpa } from './mode-plan.ts';
import { refOf } from './object-ref.ts';

/** How long deleted objects may take to go, KEDA's HPAs among them. */
const goneDeadlineMs = 60_000;

/** Waits until deleted objects and the HPAs that KEDA made of them are gone. @throws ActionError when one stays, or the wait is cancelled */
export async function untilGone(
  { cluster, waits }: Pick<ActionContext, 'cluster' | 'waits'>,
  deleted: readonly KubernetesObject[],
): Promise<void> {
  let left = deleted.flatMap((object) => [refOf(object), generatedHpa(object) ?? []].flat());
  const names = deleted.map(({ kind, metadata }) => `${kind} ${metadata.name}`).join(' and ');
  const gone = await waits.until(`for ${names} to be gone`, goneDeadlineMs, async () => {
    const found = await Promise.all(left.map((ref) => cluster.get(ref)));
    left = left.filter((_, index) => found[index] !== undefined);
    return left.length === 0;
  });
  const [first] = left;
  if (!gone && first)
    throw new ActionError(`${first.kind} ${first.name} is still there ${goneDeadlineMs / 1000} s after it was deleted`);
}
