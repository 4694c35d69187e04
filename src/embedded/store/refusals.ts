import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { ClusterError, type ResourceType, type StatusCause, type StatusDetails } from '../../cluster/port.ts';

/** The API server's refusals, with its codes, reasons and texts. */

export function notFound(type: ResourceType, name: string): ClusterError {
  const details = detailsOf(type, name);
  return new ClusterError(404, 'NotFound', `${qualified(type)} "${name}" not found`, { details });
}

export function alreadyExists(type: ResourceType, name: string): ClusterError {
  const details = detailsOf(type, name);
  return new ClusterError(409, 'AlreadyExists', `${qualified(type)} "${name}" already exists`, { details });
}

export function staleWrite(type: ResourceType, name: string): ClusterError {
  const advice = 'the object has been modified; please apply your changes to the latest version and try again';
  return conflict(type, name, advice);
}

export function conflict(type: ResourceType, name: string, why: string): ClusterError {
  const message = `Operation cannot be fulfilled on ${qualified(type)} "${name}": ${why}`;
  return new ClusterError(409, 'Conflict', message, { details: detailsOf(type, name) });
}

export function forbidden(
  type: ResourceType,
  name: string,
  why: string,
  causes: readonly StatusCause[] = [],
): ClusterError {
  const details = { ...detailsOf(type, name), ...(causes.length === 0 ? {} : { causes }) };
  return new ClusterError(403, 'Forbidden', `${qualified(type)} "${name}" is forbidden: ${why}`, { details });
}

export function expired(asked: number, oldest: number): ClusterError {
  return new ClusterError(410, 'Expired', `too old resource version: ${asked} (${oldest})`);
}

/** `problems` are field errors such as `spec.maxReplicas: Invalid value: 0: must be greater than 0`. */
export function invalid(object: KubernetesObject, problems: readonly string[]): ClusterError {
  const [group] = groupAndVersion(object.apiVersion);
  const kind = group === '' ? object.kind : `${object.kind}.${group}`;
  const { name } = object.metadata;
  const list = problems.length === 1 ? problems[0] : `[${problems.join(', ')}]`;
  const details = { name, ...(group && { group }), kind: object.kind, causes: problems.map(fieldCause) };
  return new ClusterError(422, 'Invalid', `${kind} "${name}" is invalid: ${list}`, { details });
}

/** apimachinery, util/validation/field: what each kind of field error is called as a cause. */
const causeReasons: readonly (readonly [text: string, reason: string])[] = [
  ['Required value', 'FieldValueRequired'],
  ['Invalid value', 'FieldValueInvalid'],
  ['Unsupported value', 'FieldValueNotSupported'],
  ['Duplicate value', 'FieldValueDuplicate'],
  ['Forbidden', 'FieldValueForbidden'],
  ['Too long', 'FieldValueTooLong'],
  ['Not found', 'FieldValueNotFound'],
];

/** A field error as the cause of a refusal. */
export function fieldCause(problem: string): StatusCause {
  const end = problem.indexOf(': ');
  const [field, message] = end < 0 ? ['', problem] : [problem.slice(0, end), problem.slice(end + 2)];
  const [, reason = 'FieldValueInvalid'] = causeReasons.find(([text]) => message.startsWith(text)) ?? [];
  return { reason, message, field };
}

function detailsOf(type: ResourceType, name: string): StatusDetails {
  const [group] = groupAndVersion(type.apiVersion);
  return { name, ...(group && { group }), kind: type.plural };
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
