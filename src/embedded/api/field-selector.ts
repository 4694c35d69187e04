import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { ResourceType } from '../../cluster/port.ts';
import { badRequest } from '../store/refusals.ts';

const fieldsOfAll = ['metadata.name', 'metadata.namespace'];
const fieldsByKind: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec.nodeName', 'spec.restartPolicy', 'status.phase', 'status.podIP'],
  Event: [
    'involvedObject.kind',
    'involvedObject.name',
    'involvedObject.namespace',
    'involvedObject.uid',
    'reason',
    'type',
  ],
};

/** Parses a field selector: `a=b`, `a==b` and `a!=b`, joined by commas. @throws ClusterError 400 for fields that cannot be selected by */
export function fieldMatcher(type: ResourceType, text: string): (object: KubernetesObject) => boolean {
  const known = [...fieldsOfAll, ...(fieldsByKind[type.kind] ?? [])];
  const tests = text
    .split(',')
    .filter((term) => term.trim() !== '')
    .map((term) => fieldTest(term.trim(), known));
  return (object) => tests.every((holds) => holds(object));
}

function fieldTest(term: string, known: readonly string[]): (object: KubernetesObject) => boolean {
  const [, field = '', operator = '', value = ''] = /^([^=!]+)(==|!=|=)(.*)$/.exec(term) ?? [];
  if (operator === '') throw badRequest(`invalid field selector "${term}"`);
  if (!known.includes(field)) throw badRequest(`field label not supported: ${field}`);
  const wanted = operator !== '!=';
  return (object) => (valueAt(object, field) === value) === wanted;
}

/** Absent fields count as empty. */
function valueAt(object: KubernetesObject, field: string): string {
  let value: unknown = object;
  for (const name of field.split('.')) {
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  }
  return typeof value === 'string' ? value : '';
}
