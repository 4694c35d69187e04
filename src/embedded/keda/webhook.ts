import { admissionRefusal } from '../../autoscaling/keda/admission.ts';
import type { HorizontalPodAutoscaler, KubernetesObject, ScaledObject } from '../../autoscaling/objects.ts';
import { ClusterError } from '../../cluster/port.ts';
import { resources } from '../../cluster/resources.ts';
import type { ObjectStore, World } from '../world.ts';
import { scaleTarget } from './scale-target.ts';

/** KEDA's validating webhook: refuses ScaledObjects as the real one does, and sees nothing but ScaledObjects. */
export function registerWebhook(world: World): void {
  world.addAdmission((object) => {
    if (!isScaledObject(object)) return;
    const refusal = refusalFor(world.store, object);
    if (refusal === undefined) return;
    throw new ClusterError(403, 'Forbidden', `admission webhook "vscaledobject.kb.io" denied the request: ${refusal}`);
  });
}

function refusalFor(store: ObjectStore, scaledObject: ScaledObject): string | undefined {
  const { namespace } = scaledObject.metadata;
  const targetPodSpec = scaleTarget(store, scaledObject)?.deployment.spec.template.spec;
  return admissionRefusal(scaledObject, {
    hpas: store.list<HorizontalPodAutoscaler>(resources.horizontalPodAutoscalers, namespace),
    scaledObjects: store.list<ScaledObject>(resources.scaledObjects, namespace),
    ...(targetPodSpec === undefined ? {} : { targetPodSpec }),
  });
}

export function isScaledObject(object: KubernetesObject): object is ScaledObject {
  return object.kind === resources.scaledObjects.kind && object.apiVersion === resources.scaledObjects.apiVersion;
}
