import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { ClusterError, type ResourceType } from '../../cluster/port.ts';

/** The API server's refusals, with its codes, reasons and texts. */

export function notFound(type: ResourceType, name: string): ClusterError {
  return new ClusterError(404, 'NotFound', `${qualified(type)} "${name}" not found`);
}

export function alreadyExists(type: ResourceType, name: string): ClusterError {
  return new ClusterError(409, 'AlreadyExists', `${qualified(type)} "${name}" already exists`);
}

export function staleWrite(type: ResourceType, name: string): ClusterError {
  const advice = 'the object has been modified; please apply your changes to the latest version and try again';
  return new ClusterError(409, 'Conflict', `Operation cannot be fulfilled on ${qualified(type)} "${name}": ${advice}`);
}

export function expired(asked: number, oldest: number): ClusterError {
  return new ClusterError(410, 'Expired', `too old resource version: ${asked} (${oldest})`);
}

/** `problems` are field errors such as `spec.maxReplicas: Invalid value: 0: must be greater than 0`. */
export function invalid(object: KubernetesObject, problems: readonly string[]): ClusterError {
  const [group] = groupAndVersion(object.apiVersion);
  const kind = group === '' ? object.kind : `${object.kind}.${group}`;
  const list = problems.length === 1 ? problems[0] : `[${problems.join(', ')}]`;
  return new ClusterError(422, 'Invalid', `${kind} "${object.metadata.name}" is invalid: ${list}`);
}

export function badRequest(message: string): ClusterError {
  return new ClusterError(400, 'BadRequest', message);
}

export function unknownPath(): ClusterError {
  return new ClusterError(404, 'NotFound', 'the server could not find the requested resource');
}

/** `deployments.apps`, or `pods` for the core group: how error texts name a resource. */
export function qualified(type: ResourceType): string {
  const [group] = groupAndVersion(type.apiVersion);
  return group === '' ? type.plural : `${type.plural}.${group}`;
}

/** `apps/v1` is group `apps`, version `v1`; the core group's name is empty. */
export function groupAndVersion(apiVersion: string): readonly [group: string, version: string] {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? ['', apiVersion] : [apiVersion.slice(0, slash), apiVersion.slice(slash + 1)];
}
