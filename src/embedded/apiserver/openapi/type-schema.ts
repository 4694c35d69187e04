import { type ApiType, apiType, mentionedType } from '../types/api-types.ts';
import type { ApiField } from '../types/notation.ts';
import { describe } from './descriptions.ts';
import type { Schema } from './schema.ts';

const prefix = '#/components/schemas/';

/** The package of each version in the names of schemas. */
const packages: Readonly<Record<string, string>> = {
  v1: 'io.k8s.api.core.v1',
  'meta/v1': 'io.k8s.apimachinery.pkg.apis.meta.v1',
  'authorization.k8s.io/v1': 'io.k8s.api.authorization.v1',
};

/** `io.k8s.api.apps.v1.Deployment`: the name a schema has in the documents. */
export function componentName({ apiVersion, name }: Pick<ApiType, 'apiVersion' | 'name'>): string {
  return `${packages[apiVersion] ?? `io.k8s.api.${apiVersion.replace('/', '.')}`}.${name}`;
}

export function referenceTo(type: Pick<ApiType, 'apiVersion' | 'name'>): Schema {
  return { $ref: `${prefix}${componentName(type)}` };
}

/** Types that are no objects in JSON, but have a name people know. */
const leaves: Readonly<Record<string, { readonly name: string; readonly schema: Schema }>> = {
  Quantity: {
    name: 'io.k8s.apimachinery.pkg.api.resource.Quantity',
    schema: { description: 'An amount such as 250m, 1.5 or 64Mi.', 'x-kubernetes-int-or-string': true },
  },
  IntOrString: {
    name: 'io.k8s.apimachinery.pkg.util.intstr.IntOrString',
    schema: { description: 'A whole number or a text.', 'x-kubernetes-int-or-string': true },
  },
};

const known = new Map<string, Schema>(Object.values(leaves).map(({ name, schema }) => [name, schema]));

/** The schema of a type; the types it mentions are references. */
export function schemaOfType(type: ApiType): Schema {
  const name = componentName(type);
  const found = known.get(name);
  if (found !== undefined) return found;
  const fields = allFields(type);
  const required = fields.filter(({ isRequired }) => isRequired).map((field) => field.name);
  const schema: Schema = {
    ...describe(type.name),
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field, type)])),
    ...(required.length === 0 ? {} : { required }),
  };
  known.set(name, schema);
  return schema;
}

/** What a reference refers to; any other schema is its own. */
export function resolved(schema: Schema): Schema {
  const reference = schema.$ref ?? schema.allOf?.[0]?.$ref;
  return reference === undefined ? schema : (known.get(reference.slice(prefix.length)) ?? schema);
}

/** The type and every one it mentions, directly or not, by their names in the documents. */
export function componentsOf(
  type: ApiType,
  found: ReadonlyMap<string, Schema> = new Map(),
): ReadonlyMap<string, Schema> {
  const name = componentName(type);
  if (found.has(name)) return found;
  let all: ReadonlyMap<string, Schema> = new Map([...found, [name, schemaOfType(type)]]);
  for (const field of allFields(type)) {
    const mentioned = mentionedType(type.apiVersion, field.type);
    const leaf = leaves[field.type];
    if (leaf !== undefined) all = new Map([...all, [leaf.name, leaf.schema]]);
    if (mentioned !== undefined) all = componentsOf(mentioned, all);
  }
  return all;
}

/** Fields of a message that lies in its parent are the parent's, as far as JSON goes. */
function allFields(type: ApiType): readonly ApiField[] {
  return type.fields.flatMap((field) => {
    const inner = field.isInline ? mentionedType(type.apiVersion, field.type) : undefined;
    return inner === undefined ? [field] : allFields(inner);
  });
}

function fieldSchema(field: ApiField, within: ApiType): Schema {
  const description = describe(`${within.name}.${field.name}`);
  const value = valueSchema(field.type, within);
  switch (field.shape) {
    case 'list':
      return { ...description, type: 'array', items: value };
    case 'map':
      return { ...description, type: 'object', additionalProperties: value };
    case 'one':
      return value.$ref === undefined ? { ...value, ...description } : { ...description, allOf: [value] };
    default:
      return field.shape satisfies never;
  }
}

function valueSchema(type: string, within: ApiType): Schema {
  switch (type) {
    case 'string':
      return { type: 'string' };
    case 'int':
      return { type: 'integer', format: 'int32' };
    case 'bool':
      return { type: 'boolean' };
    case 'bytes':
      return { type: 'string', format: 'byte' };
    case 'Time':
    case 'MicroTime':
      return { type: 'string', format: 'date-time' };
    case 'object':
    case 'json':
      return { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
    default: {
      const leaf = leaves[type];
      if (leaf !== undefined) return { $ref: `${prefix}${leaf.name}` };
      const mentioned = mentionedType(within.apiVersion, type);
      if (mentioned === undefined) throw new Error(`${within.name} mentions ${type}, which no table describes`);
      // References can be followed once what they refer to has been read.
      schemaOfType(mentioned);
      return referenceTo(mentioned);
    }
  }
}

const objectMeta = apiType('meta/v1', 'ObjectMeta');
export const metadataSchema: Schema = objectMeta === undefined ? {} : valueSchema(objectMeta.name, objectMeta);
