import type { Pod } from '../../autoscaling/objects.ts';
import { matchesSelector } from '../../autoscaling/selector.ts';
import type { VerticalPodAutoscaler } from '../../autoscaling/vpa/objects.ts';
import type { ObjectStore } from '../world.ts';
import { topmostController, vpaTarget } from './target.ts';

/**
 * The one of `vpas` (of the pod's namespace) that a pod obeys: it targets the pod's topmost controller and selects the pod. Of several
 * the oldest wins, then the first by name.
 */
export function controllingVpa(
  store: ObjectStore,
  pod: Pod,
  vpas: readonly VerticalPodAutoscaler[],
): VerticalPodAutoscaler | undefined {
  if (vpas.length === 0) return undefined;
  const controller = topmostController(store, pod);
  if (controller === undefined) return undefined;
  return vpas
    .filter(({ spec: { targetRef } }) => targetRef.kind === controller.kind && targetRef.name === controller.name)
    .filter((vpa) => {
      const target = vpaTarget(store, vpa);
      return 'selector' in target && matchesSelector(target.selector, pod.metadata.labels);
    })
    .toSorted(byAgeAndName)[0];
}

function byAgeAndName({ metadata: a }: VerticalPodAutoscaler, { metadata: b }: VerticalPodAutoscaler): number {
  const [bornA, bornB] = [a.creationTimestamp ?? '', b.creationTimestamp ?? ''];
  if (bornA !== bornB) return bornA < bornB ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}
