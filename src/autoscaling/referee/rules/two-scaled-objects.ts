import { pauseState } from '../../keda/pause.ts';
import { scaledObjectSettings, typeText } from '../../keda/settings.ts';
import type { ScaledObject } from '../../objects.ts';
import { banner } from '../banner.ts';
import type { RefereeFacts } from '../facts.ts';
import type { Finding } from '../finding.ts';
import { refOf } from '../subjects.ts';

/**
 * Two ScaledObjects on one workload, or with one name for their HPA, which they then rewrite in turns (kedacore/keda #6130). The webhook
 * refuses both, so they come from a cluster without it, or from before it was there.
 */
export function twoScaledObjects(facts: RefereeFacts): readonly Finding[] {
  const ordered = facts.scaledObjects.toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  return ordered.flatMap((first, index) =>
    ordered.slice(index + 1).flatMap((second) => {
      const shared = sharedBy(first, second);
      return shared ? [finding(facts, first, second, shared)] : [];
    }),
  );
}

type Shared = { readonly what: 'target' | 'hpa'; readonly name: string };

function sharedBy(first: ScaledObject, second: ScaledObject): Shared | undefined {
  const [a, b] = [scaledObjectSettings(first), scaledObjectSettings(second)];
  if (a.target.name === b.target.name && typeText(a.target) === typeText(b.target))
    return { what: 'target', name: a.target.name };
  return a.hpaName === b.hpaName ? { what: 'hpa', name: a.hpaName } : undefined;
}

function finding({ namespace }: RefereeFacts, first: ScaledObject, second: ScaledObject, shared: Shared): Finding {
  const [one, other] = [first.metadata.name, second.metadata.name];
  const paused = [first, second].find((each) => pauseState(each).paused);
  const field = shared.what === 'target' ? 'spec.scaleTargetRef.name' : 'HPA name';
  return {
    id: 'two-scaled-objects',
    // Without its poll loop and its HPA a paused one cannot be in anybody's way.
    severity: paused ? 'risk' : 'conflict',
    title: banner(
      shared.what === 'target'
        ? `TWO SCALEDOBJECTS  ${one} and ${other} both scale ${shared.name}`
        : `TWO SCALEDOBJECTS  ${one} and ${other} rewrite HPA ${shared.name} in turns`,
    ),
    evidence: [
      `ScaledObject ${one} ${field} ${shared.name}`,
      `ScaledObject ${other} ${field} ${shared.name}`,
      ...(paused ? [`ScaledObject ${paused.metadata.name} is paused`] : []),
    ],
    advice:
      shared.what === 'target'
        ? `Put all triggers into one, then kubectl delete scaledobject ${other} -n ${namespace}.`
        : `Give one its own advanced.horizontalPodAutoscalerConfig.name: kubectl edit scaledobject ${other} -n ${namespace}.`,
    objects: [refOf(first), refOf(second)],
  };
}
