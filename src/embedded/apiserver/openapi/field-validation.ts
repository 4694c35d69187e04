import type { ResourceType } from '../../../cluster/port.ts';
import { isFields } from '../../managed-fields/leaf-paths.ts';
import { badRequest, groupAndVersion } from '../../store/refusals.ts';
import type { ApiRequest } from '../http/request.ts';
import { isCustom, schemaOf } from './kind-schemas.ts';
import type { Schema } from './schema.ts';
import { resolved } from './type-schema.ts';

/** Headers have an end. */
const mostWarnings = 16;

/**
 * Refuses fields the schema of the object's kind does not have (`fieldValidation=Strict`), or warns of them (`Warn`, and when nothing is said).
 * Where a schema is open, any field passes. @throws ClusterError 400
 */
export function requireKnownFields(
  object: unknown,
  type: Pick<ResourceType, 'apiVersion' | 'kind'>,
  { url: { searchParams: query }, warn }: Pick<ApiRequest, 'url' | 'warn'>,
): void {
  const level = query.get('fieldValidation') ?? 'Warn';
  if (!['Strict', 'Warn', 'Ignore'].includes(level)) throw badRequest(`invalid fieldValidation: "${level}"`);
  if (level === 'Ignore') return;
  const unknown = unknownFields(object, schemaOf(type), '');
  if (unknown.length === 0) return;
  if (level === 'Warn') {
    for (const path of unknown.slice(0, mostWarnings)) warn(`unknown field "${path}"`);
    return;
  }
  const problem = `strict decoding error: ${unknown.map((path) => `unknown field "${path}"`).join(', ')}`;
  // Kinds that are built in name themselves first; custom resources do not.
  const [, version] = groupAndVersion(type.apiVersion);
  const { kind } = type;
  throw badRequest(
    isCustom(type) ? problem : `${kind} in version "${version}" cannot be handled as a ${kind}: ${problem}`,
  );
}

function unknownFields(value: unknown, written: Schema, at: string): readonly string[] {
  const schema = resolved(written);
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined ? [] : value.flatMap((item, index) => unknownFields(item, items, `${at}[${index}]`));
  }
  if (!isFields(value)) return [];
  const { additionalProperties } = schema;
  if (additionalProperties !== undefined)
    return Object.entries(value).flatMap(([name, inner]) =>
      unknownFields(inner, additionalProperties, `${at}.${name}`),
    );
  if (schema.properties === undefined) return [];
  const isOpen = schema['x-kubernetes-preserve-unknown-fields'] === true;
  return Object.entries(value).flatMap(([name, inner]) => {
    const path = at === '' ? name : `${at}.${name}`;
    const known = schema.properties?.[name];
    if (known === undefined) return isOpen ? [] : [path];
    return unknownFields(inner, known, path);
  });
}
