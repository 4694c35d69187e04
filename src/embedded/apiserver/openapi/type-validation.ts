import type { KubernetesObject } from '../../../autoscaling/objects.ts';
import { isFields } from '../../managed-fields/leaf-paths.ts';
import { badRequest, groupAndVersion, invalid } from '../../store/refusals.ts';
import { isCustom, schemaOf } from './kind-schemas.ts';
import type { Schema } from './schema.ts';
import { resolved } from './type-schema.ts';

/**
 * Refuses values of another type than the schema of the object's kind says, and lists whose items lack what they need: nothing that controllers
 * could stumble over is stored. @throws ClusterError 400, 422
 */
export function requireTypes(object: KubernetesObject): void {
  const schema = schemaOf(object);
  const [wrong] = mismatches(object, schema, { path: [], owner: object.kind });
  if (wrong !== undefined) throw isCustom(object) ? ofCustomResource(object, wrong) : ofBuiltIn(object, wrong);
  const missing = missingFields(object.spec, schema.properties?.spec ?? {}, 'spec');
  const inMetadata = missingFields(object.metadata, schema.properties?.metadata ?? {}, 'metadata');
  if (missing.length + inMetadata.length > 0) throw invalid(object, [...inMetadata, ...missing]);
}

/** Where a value stands: names and indices from the object on, and the type whose field it is. */
interface Place {
  readonly path: readonly (string | number)[];
  readonly owner: string;
}

interface Mismatch extends Place {
  readonly value: unknown;
  readonly schema: Schema;
}

function mismatches(value: unknown, written: Schema, place: Place): readonly Mismatch[] {
  const schema = resolved(written);
  if (schema.type !== undefined && !isOfType(value, schema.type)) return [{ ...place, value, schema: written }];
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined
      ? []
      : value.flatMap((item, index) => mismatches(item, items, { ...place, path: [...place.path, index] }));
  }
  if (!isFields(value)) return [];
  const owner = referenced(written) ?? place.owner;
  return Object.entries(value).flatMap(([name, inner]) => {
    const known = schema.properties?.[name] ?? schema.additionalProperties;
    return known === undefined || inner === undefined
      ? []
      : mismatches(inner, known, { owner, path: [...place.path, name] });
  });
}

/** As Go says that it cannot decode a value: without indices, and with its own names of types. */
function ofBuiltIn({ apiVersion, kind }: KubernetesObject, { path, owner, value, schema }: Mismatch): Error {
  const [, version] = groupAndVersion(apiVersion);
  const given = typeof value === 'number' && schema.type === 'integer' ? `number ${value}` : jsonType(value);
  const field = `${owner}.${path.filter((part) => typeof part === 'string').join('.')}`;
  return badRequest(
    `${kind} in version "${version}" cannot be handled as a ${kind}: json: cannot unmarshal ${given} into Go struct field ${field} of type ${goType(schema)}`,
  );
}

/** As the validation of a definition's schema says it. */
function ofCustomResource(object: KubernetesObject, { path, value, schema }: Mismatch): Error {
  const at = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('');
  const where = at.replace(/^\./, '');
  const given = typeof value === 'boolean' ? 'boolean' : jsonType(value);
  const wanted = resolved(schema).type;
  return invalid(object, [
    `${where}: Invalid value: "${given}": ${where} in body must be of type ${wanted}: "${given}"`,
  ]);
}

function jsonType(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : value === null ? 'null' : typeof value;
}

function goType(schema: Schema): string {
  const name = referenced(schema);
  if (name !== undefined) return `v1.${name}`;
  switch (schema.type) {
    case 'integer':
      return 'int32';
    case 'boolean':
      return 'bool';
    case 'array':
      return `[]${goType(schema.items ?? {})}`;
    case 'object':
      return `map[string]${goType(schema.additionalProperties ?? { type: 'string' })}`;
    default:
      return 'string';
  }
}

/** The last part of the name a schema refers to. */
function referenced({ $ref, allOf }: Schema): string | undefined {
  return ($ref ?? allOf?.[0]?.$ref)?.split('.').at(-1);
}

/** Go decodes no larger number into the counts of the API; a controller that was given one would never be done. */
const largestInt32 = 2_147_483_647;

function isOfType(value: unknown, type: NonNullable<Schema['type']>): boolean {
  switch (type) {
    case 'object':
      return isFields(value);
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value) && Math.abs(Number(value)) <= largestInt32;
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
