import type { Pod, ResourceList } from '../../autoscaling/objects.ts';
import { admitPodSpec } from '../../autoscaling/vpa/admission.ts';
import { recommendationForPod } from '../../autoscaling/vpa/pod-recommendation.ts';
import type { ObjectStore } from '../world.ts';
import { controllingVpa } from './controlling-vpa.ts';
import { updateModeOf, vpasOf } from './vpa-store.ts';

/** Tells which containers the VPA knew of when it let the pod in. */
const observedContainersKey = 'vpaObservedContainers';
/** Tells what it changed. */
const updatesKey = 'vpaUpdates';

/** A new pod as the VPA's mutating webhook lets it in: with the recommended requests, limits in proportion, and annotations that say so. */
export function admitPod(store: ObjectStore, pod: Pod): Pod {
  const vpas = vpasOf(store, pod.metadata.namespace).filter((vpa) => updateModeOf(vpa) !== 'Off');
  const vpa = controllingVpa(store, pod, vpas);
  if (vpa === undefined) return pod;
  const spec = admitPodSpec(pod.spec, vpa, recommendationForPod(vpa, pod));
  const updates = updatesOf({ ...pod, spec }, recommendationForPod(vpa, pod));
  const annotations = {
    ...pod.metadata.annotations,
    [observedContainersKey]: spec.containers.map(({ name }) => name).join(', '),
    ...(updates.length > 0 && { [updatesKey]: `Pod resources updated by ${vpa.metadata.name}: ${updates.join('; ')}` }),
  };
  return { ...pod, metadata: { ...pod.metadata, annotations }, spec };
}

/** `container 0: cpu request, memory request, cpu limit` for each container that was recommended something. */
function updatesOf(admitted: Pod, recommendation: ReturnType<typeof recommendationForPod>): readonly string[] {
  return admitted.spec.containers.flatMap(({ name, resources }, index) => {
    const target = recommendation.find(({ containerName }) => containerName === name)?.target;
    const changed = Object.keys(target ?? {});
    if (changed.length === 0) return [];
    const words = [...changed.map((resource) => `${resource} request`), ...limitWords(changed, resources?.limits)];
    return [`container ${index}: ${words.join(', ')}`];
  });
}

function limitWords(changed: readonly string[], limits: ResourceList = {}): readonly string[] {
  return changed.filter((resource) => limits[resource] !== undefined).map((resource) => `${resource} limit`);
}
