import type { KubernetesObject, ScaledObject } from '../../autoscaling/objects.ts';
import type { ObjectRef } from '../../cluster/port.ts';
import type { ManifestObject, Mode, Scenario } from '../../scenario/model.ts';
import { inNamespace, refKey, refOf } from './object-ref.ts';

/** What entering a mode takes, in order. */
export interface ModePlan {
  /** To be deleted first, and to be gone before anything else happens. */
  readonly deletions: readonly KubernetesObject[];
  /** To be applied, in the order of the mode's files. */
  readonly applications: readonly ManifestObject[];
}

/** Objects of other modes that this one does not contain give way, and what the mode itself names; the rest is applied. */
export function planMode(scenario: Scenario, mode: Mode): ModePlan {
  const { namespace } = scenario.target;
  const placed = (manifests: readonly ManifestObject[]) =>
    manifests.map(({ file, object }) => ({ file, object: inNamespace(object, namespace) }));
  const applications = placed(mode.apply);
  const kept = new Set(applications.map(({ object }) => refKey(refOf(object))));
  const foreign = scenario.modes
    .filter(({ id }) => id !== mode.id)
    .flatMap((other) => placed(other.apply))
    .filter(({ object }) => !kept.has(refKey(refOf(object))));
  const deletions = new Map([...placed(mode.delete), ...foreign].map(({ object }) => [refKey(refOf(object)), object]));
  return { deletions: [...deletions.values()], applications };
}

/** The HPA that KEDA generated for a ScaledObject, and that goes some time after it. Undefined for other objects. */
export function generatedHpa(object: KubernetesObject): ObjectRef | undefined {
  if (!isScaledObject(object)) return undefined;
  const { name, namespace } = object.metadata;
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    name: object.spec.advanced?.horizontalPodAutoscalerConfig?.name ?? `keda-hpa-${name}`,
    ...(namespace === undefined ? {} : { namespace }),
  };
}

function isScaledObject(object: KubernetesObject): object is ScaledObject {
  return object.kind === 'ScaledObject' && object.apiVersion.startsWith('keda.sh/');
}
