import { QuantityError } from '../../autoscaling/quantity/quantity.ts';
import type { VerticalPodAutoscaler } from '../../autoscaling/vpa/objects.ts';
import { ClusterError } from '../../cluster/port.ts';
import { invalid } from '../store/refusals.ts';
import type { World } from '../world.ts';
import { vpaProblem } from './vpa-problems.ts';
import { isVpa } from './vpa-store.ts';

/** The webhook of the VPA's admission controller for its own objects. What it leaves is checked against the definition of the resource. */
export function registerVpaWebhook(world: World): void {
  world.addAdmission((object) => {
    if (!isVpa(object)) return;
    const problem = problemOf(object);
    if (problem !== undefined) {
      throw new ClusterError(400, 'BadRequest', `admission webhook "vpa.k8s.io" denied the request: ${problem}`);
    }
    const missing = (['kind', 'name'] as const).filter((field) => !object.spec.targetRef[field]);
    if (missing.length > 0) {
      throw invalid(
        object,
        missing.map((field) => `spec.targetRef.${field}: Required value`),
      );
    }
  });
}

/** A quantity that is none fails when the webhook decodes the object. */
function problemOf(vpa: VerticalPodAutoscaler): string | undefined {
  try {
    return vpaProblem(vpa);
  } catch (error) {
    if (error instanceof QuantityError) return error.message;
    throw error;
  }
}
