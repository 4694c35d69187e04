import { kedaKeys, targetOf, typeText } from '../../keda/settings.ts';
import type { HorizontalPodAutoscaler, ScaledObject } from '../../objects.ts';
import { banner } from '../banner.ts';
import type { RefereeFacts } from '../facts.ts';
import type { Finding } from '../finding.ts';
import { refOf } from '../subjects.ts';

/**
 * A ScaledObject whose target somebody else's HPA scales, too. KEDA's webhook sees ScaledObjects only: it lets the HPA in that comes
 * second, and from then on refuses every change of the ScaledObject.
 */
export function kedaAndForeignHpa(facts: RefereeFacts): readonly Finding[] {
  return facts.scaledObjects.flatMap((scaledObject) =>
    facts.hpas.filter((hpa) => isForeign(hpa, scaledObject)).map((hpa) => finding(facts, scaledObject, hpa)),
  );
}

function isForeign({ metadata, spec }: HorizontalPodAutoscaler, scaledObject: ScaledObject): boolean {
  const [theirs, ours] = [targetOf(spec.scaleTargetRef), targetOf(scaledObject.spec.scaleTargetRef)];
  if (theirs.name !== ours.name || typeText(theirs) !== typeText(ours)) return false;
  // An HPA of another ScaledObject is that one's affair.
  return !metadata.ownerReferences?.some(({ kind }) => kind === 'ScaledObject');
}

function finding({ namespace }: RefereeFacts, scaledObject: ScaledObject, hpa: HorizontalPodAutoscaler): Finding {
  const { name } = scaledObject.metadata;
  const unchecked = hpa.metadata.annotations?.[kedaKeys.hpaOwnershipValidation] === 'false';
  const { name: target } = targetOf(scaledObject.spec.scaleTargetRef);
  return {
    id: 'keda-and-foreign-hpa',
    severity: 'risk',
    title: banner(`KEDA AND HPA  ${target} is scaled by ScaledObject ${name} and by HPA ${hpa.metadata.name}`),
    evidence: [
      `ScaledObject ${name} spec.scaleTargetRef ${target}`,
      `HPA ${hpa.metadata.name} spec.scaleTargetRef ${target}, no ownerReference to a ScaledObject`,
      unchecked
        ? `HPA ${hpa.metadata.name} annotation ${kedaKeys.hpaOwnershipValidation}: "false" keeps KEDA's webhook quiet`
        : `the next change of ScaledObject ${name} is refused: already managed by the hpa '${hpa.metadata.name}'`,
    ],
    advice: `Move the HPA's metrics into spec.triggers of the ScaledObject (cpu and memory are triggers, too), then kubectl delete hpa ${hpa.metadata.name} -n ${namespace}.`,
    objects: [refOf(scaledObject), refOf(hpa)],
  };
}
