import type { KubernetesObject } from '../../../autoscaling/objects.ts';
import { isFields } from '../../managed-fields/leaf-paths.ts';
import { badRequest, groupAndVersion, invalid } from '../../store/refusals.ts';
import { schemaOf } from './kind-schemas.ts';
import type { Schema } from './schema.ts';
import { resolved } from './type-schema.ts';

/**
 * Refuses values of another type than the schema of the object's kind says, and lists whose items lack what they need: nothing that controllers
 * could stumble over is stored. @throws ClusterError 400, 422
 */
export function requireTypes(object: KubernetesObject): void {
  const schema = schemaOf(object);
  const [wrong] = mismatches(object, schema, '');
  const [, version] = groupAndVersion(object.apiVersion);
  if (wrong !== undefined) {
    throw badRequest(`${object.kind} in version "${version}" cannot be handled as a ${object.kind}: ${wrong}`);
  }
  const missing = missingFields(object.spec, schema.properties?.spec ?? {}, 'spec');
  const inMetadata = missingFields(object.metadata, schema.properties?.metadata ?? {}, 'metadata');
  if (missing.length + inMetadata.length > 0) throw invalid(object, [...inMetadata, ...missing]);
}

function mismatches(value: unknown, written: Schema, at: string): readonly string[] {
  const schema = resolved(written);
  if (schema.type !== undefined && !isOfType(value, schema.type)) return [`${at} is not of type ${schema.type}`];
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined ? [] : value.flatMap((item, index) => mismatches(item, items, `${at}[${index}]`));
  }
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const known = schema.properties?.[name] ?? schema.additionalProperties;
    return known === undefined || inner === undefined
      ? []
      : mismatches(inner, known, at === '' ? name : `${at}.${name}`);
  });
}

function isOfType(value: unknown, type: NonNullable<Schema['type']>): boolean {
  switch (type) {
    case 'object':
      return isFields(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'string':
    case 'boolean':
    case 'number':
      return typeof value === type;
    default:
      return type satisfies never;
  }
}

function missingFields(value: unknown, written: Schema, at: string): readonly string[] {
  const { properties = {}, required = [], items } = resolved(written);
  if (Array.isArray(value)) {
    return items === undefined ? [] : value.flatMap((item, index) => missingFields(item, items, `${at}[${index}]`));
  }
  if (!isFields(value)) return [];
  const own = required.filter((name) => value[name] === undefined).map((name) => `${at}.${name}: Required value`);
  const below = Object.entries(value).flatMap(([name, inner]) => {
    const known = properties[name];
    return known === undefined ? [] : missingFields(inner, known, `${at}.${name}`);
  });
  return [...own, ...below];
}
