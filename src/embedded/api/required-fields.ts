import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { invalid } from '../store/refusals.ts';

const requiredByKind: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec.selector', 'spec.template.spec.containers'],
  HorizontalPodAutoscaler: ['spec.scaleTargetRef.kind', 'spec.scaleTargetRef.name', 'spec.maxReplicas'],
  Job: ['spec.template.spec.containers'],
  Pod: ['spec.containers'],
  ReplicaSet: ['spec.selector', 'spec.template.spec.containers'],
  ScaledObject: ['spec.scaleTargetRef.name', 'spec.triggers'],
};

/** Checks that the fields are there which everything after relies on. @throws ClusterError 422 */
export function requireFields(object: KubernetesObject): void {
  const missing = (requiredByKind[object.kind] ?? []).filter((path) => !isPresent(object, path));
  if (missing.length === 0) return;
  throw invalid(
    object,
    missing.map((path) => `${path}: Required value`),
  );
}

function isPresent(object: KubernetesObject, path: string): boolean {
  let value: unknown = object;
  for (const name of path.split('.')) {
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  }
  return value !== undefined && value !== null && value !== '';
}
