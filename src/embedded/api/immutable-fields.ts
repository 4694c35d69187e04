import type { Container, KubernetesObject, Pod } from '../../autoscaling/objects.ts';
import { isFields } from '../managed-fields/leaf-paths.ts';
import { sameJson } from '../store/equality.ts';

/** A field of the spec; undefined where there is no object or no spec. */
export function fieldAt(object: Readonly<Record<string, unknown>> | undefined, name: string): unknown {
  return isFields(object?.spec) ? object.spec[name] : undefined;
}

/** The problem of a field that had a value before and has another one now. */
export function immutable(path: string, value: unknown, before: unknown): readonly string[] {
  if (before === undefined || sameJson(value, before)) return [];
  return [`${path}: Invalid value: ${JSON.stringify(value)}: field is immutable`];
}

/** The address stays for as long as the Service has one. */
export function serviceUpdateProblems(
  object: KubernetesObject,
  previous: KubernetesObject | undefined,
): readonly string[] {
  const [before, wanted] = [fieldAt(previous, 'clusterIP'), fieldAt(object, 'clusterIP')];
  if (before === undefined || before === wanted || fieldAt(object, 'type') === 'ExternalName') return [];
  return [`spec.clusterIPs[0]: Invalid value: ${JSON.stringify(wanted)}: may not change once set`];
}

export function frozenDataProblems(
  object: KubernetesObject,
  previous: KubernetesObject | undefined,
): readonly string[] {
  if (previous?.immutable !== true) return [];
  const why = 'Forbidden: field is immutable when `immutable` is set';
  return ['data', 'binaryData', 'immutable']
    .filter((name) => !sameJson(object[name], previous[name]))
    .map((name) => `${name}: ${why}`);
}

const changeable: readonly string[] = ['activeDeadlineSeconds', 'terminationGracePeriodSeconds', 'tolerations'];

/** Of a pod that is there, little may change: images, and a few fields of the spec. */
export function podUpdateProblems(pod: Pod, previous: Pod | undefined): readonly string[] {
  if (previous === undefined || sameJson(unchangeable(pod.spec), unchangeable(previous.spec))) return [];
  const fields =
    '`spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';
  return [`spec: Forbidden: pod updates may not change fields other than ${fields}`];
}

function unchangeable(spec: Pod['spec']): unknown {
  const kept = Object.entries(spec).filter(([name]) => !changeable.includes(name));
  const withoutImage = ({ image: _image, imagePullPolicy: _policy, ...container }: Container): unknown => container;
  return {
    ...Object.fromEntries(kept),
    containers: spec.containers?.map(withoutImage),
    initContainers: spec.initContainers?.map(withoutImage),
  };
}
