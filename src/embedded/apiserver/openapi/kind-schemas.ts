import { apiType } from '../types/api-types.ts';
import { customSchemas } from './custom-schemas.ts';
import { open, type Schema, textField } from './schema.ts';
import { metadataSchema, schemaOfType } from './type-schema.ts';

const header: Readonly<Record<string, Schema>> = {
  apiVersion: textField('Group and version of the schema.'),
  kind: textField('What the object is.'),
};

/** The schema of a kind. Kinds nobody described have fields of any name. */
export function schemaOf({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): Schema {
  const type = apiType(apiVersion, kind);
  if (type !== undefined) {
    const schema = schemaOfType(type);
    return { ...schema, properties: { ...header, ...schema.properties } };
  }
  const common = { ...header, metadata: metadataSchema };
  const custom = customSchemas[`${apiVersion}/${kind}`];
  if (custom === undefined) return open(`${kind}, as far as the embedded cluster knows it.`, common);
  const { description, spec, status } = custom;
  return { description, type: 'object', properties: { ...common, spec, status }, required: ['spec'] };
}

/** Whether a CustomResourceDefinition brings the kind. */
export function isCustom({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): boolean {
  return `${apiVersion}/${kind}` in customSchemas;
}
