import type { KubernetesObject } from '../autoscaling/objects.ts';
import { parseTime } from '../autoscaling/units.ts';

/** The field manager of everything Harmony writes. */
export const fieldManager = 'harmony';

/**
 * Who wrote `spec.replicas` last, by the object's managedFields: `hpa` (kube-controller-manager, through the scale subresource), `keda`,
 * `action` (Harmony), else the manager's own name. Undefined where the fields do not tell.
 */
export function replicasWriter(object: KubernetesObject): string | undefined {
  const owners = (object.metadata.managedFields ?? []).filter(({ fieldsV1 }) => ownsReplicas(fieldsV1));
  // Several managers share a field when they agree on its value; the latest of them made it so.
  const latest = owners.reduce<(typeof owners)[number] | undefined>(
    (newest, owner) => (newest && (parseTime(newest.time) ?? 0) > (parseTime(owner.time) ?? 0) ? newest : owner),
    undefined,
  );
  const manager = latest?.manager;
  if (manager === undefined) return undefined;
  if (manager === fieldManager) return 'action';
  if (manager === 'kube-controller-manager') return 'hpa';
  return manager.startsWith('keda') ? 'keda' : manager;
}

function ownsReplicas(fields: Readonly<Record<string, unknown>> | undefined): boolean {
  const spec = fields?.['f:spec'];
  return typeof spec === 'object' && spec !== null && 'f:replicas' in spec;
}
