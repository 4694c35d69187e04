import type { HorizontalPodAutoscaler } from '../objects.ts';
import type { Explanation } from './explanation.ts';

/** Who keeps the HPA: KEDA writes an owner reference to the ScaledObject; labels can be copied and prove nothing. */
export function ownerOf({ metadata }: HorizontalPodAutoscaler): Explanation['owner'] {
  const owner = metadata.ownerReferences?.find(
    ({ apiVersion, kind }) => kind === 'ScaledObject' && apiVersion.startsWith('keda.sh/'),
  );
  return owner === undefined ? { kind: 'manual' } : { kind: 'keda', scaledObject: owner.name };
}

/** What an explanation says of the HPA itself, whatever it decided. */
export function describeHpa(
  hpa: HorizontalPodAutoscaler,
): Pick<Explanation, 'namespace' | 'name' | 'target' | 'owner' | 'minReplicas' | 'maxReplicas'> {
  const { metadata, spec } = hpa;
  const { kind, name } = spec.scaleTargetRef;
  return {
    namespace: metadata.namespace ?? 'default',
    name: metadata.name,
    target: { kind, name },
    owner: ownerOf(hpa),
    minReplicas: spec.minReplicas ?? 1,
    maxReplicas: spec.maxReplicas,
  };
}
