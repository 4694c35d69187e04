import { isFields } from '../../managed-fields/leaf-paths.ts';
import { badRequest } from '../../store/refusals.ts';
import { schemaOf } from './kind-schemas.ts';
import type { Schema } from './schema.ts';

/**
 * Refuses fields the schema of the object's kind does not have, when the client asks for that (`fieldValidation=Strict`). Where a schema is
 * open, any field passes. @throws ClusterError 400
 */
export function requireKnownFields(object: unknown, kind: string, query: URLSearchParams): void {
  const level = query.get('fieldValidation') ?? 'Warn';
  if (!['Strict', 'Warn', 'Ignore'].includes(level)) throw badRequest(`invalid fieldValidation: "${level}"`);
  if (level !== 'Strict') return;
  const unknown = unknownFields(object, schemaOf(kind), '');
  if (unknown.length === 0) return;
  throw badRequest(`strict decoding error: ${unknown.map((path) => `unknown field "${path}"`).join(', ')}`);
}

function unknownFields(value: unknown, schema: Schema, at: string): readonly string[] {
  if (Array.isArray(value)) {
    const { items } = schema;
    return items === undefined ? [] : value.flatMap((item, index) => unknownFields(item, items, `${at}[${index}]`));
  }
  if (!isFields(value) || schema.properties === undefined) return [];
  const isOpen = schema['x-kubernetes-preserve-unknown-fields'] === true;
  return Object.entries(value).flatMap(([name, inner]) => {
    const path = at === '' ? name : `${at}.${name}`;
    const known = schema.properties?.[name];
    if (known === undefined) return isOpen ? [] : [path];
    return unknownFields(inner, known, path);
  });
}
