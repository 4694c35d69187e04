import { z } from 'zod';
import { layoutFile } from '../../src/scenario/layout-schema.ts';
import { key } from '../../src/scenario/schema/modes.ts';
import { identifier, kubernetesName, objectName, quantity } from '../../src/scenario/schema/names.ts';
import { scenarioFile } from '../../src/scenario/schema/scenario-file.ts';
import { minutesAndSeconds } from '../../src/scenario/schema/time.ts';
import { describeField } from './describe-field.ts';

/** A JSON Schema, as far as references and editors need it. */
export type JsonSchema = z.core.JSONSchema.JSONSchema;

/**
 * What is checked by code and not by a schema, as a pattern: editors cannot run code, and so let some mistakes pass that
 * `harmony scenarios validate` finds.
 */
const patterns: ReadonlyMap<unknown, Partial<JsonSchema>> = new Map<unknown, Partial<JsonSchema>>([
  [identifier, { pattern: '^[A-Za-z][\\w-]*$' }],
  [kubernetesName, { pattern: '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$' }],
  [objectName, { pattern: '^[a-z0-9]([a-z0-9.:-]{0,251}[a-z0-9])?$' }],
  [quantity, { type: ['string', 'number'], pattern: '^(\\d+\\.?\\d*|\\.\\d+)([mkMGTPE]|[KMGTPE]i|[eE][+-]?\\d+)?$' }],
  [key, { type: ['string', 'integer'], pattern: '^[A-Za-z0-9]$' }],
  [minutesAndSeconds, { type: 'string', pattern: '^\\d{1,3}:[0-5]\\d$' }],
] as const);

/** The JSON Schema of scenario.yaml, with a description of every field. */
export function scenarioJsonSchema(): JsonSchema {
  return described(schemaOf(scenarioFile, 'A scenario of Harmony'), 'scenario');
}

/** The JSON Schema of a layout file. */
export function layoutJsonSchema(): JsonSchema {
  return described(schemaOf(layoutFile, 'A layout of Harmony'), 'layout');
}

function schemaOf(schema: z.ZodType, title: string): JsonSchema {
  const json = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      Object.assign(jsonSchema, patterns.get(zodSchema));
      // The largest number that JavaScript counts to exactly tells a reader nothing.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return { ...json, title };
}

function described(schema: JsonSchema, file: 'scenario' | 'layout'): JsonSchema {
  for (const { path, schema: field } of fieldsOf(schema)) {
    const description = describeField(file, path);
    if (description !== undefined) field.description = description;
  }
  return schema;
}

/** A field and where it stands, for example `loads[job].messages`. */
export interface Field {
  readonly path: string;
  readonly schema: JsonSchema;
  readonly isRequired: boolean;
}

/** Every field of a schema, the outer ones before what is in them. Alternatives stand in brackets by what tells them apart. */
export function fieldsOf(schema: JsonSchema, path = ''): readonly Field[] {
  const definitions = path === '' ? Object.values(schema.$defs ?? {}) : [];
  return [...inside(schema, path), ...definitions.flatMap((each) => inside(objectSchema(each), 'part'))];
}

function inside(schema: JsonSchema, path: string): readonly Field[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, value]): readonly Field[] => {
    const field = objectSchema(value);
    const at = path === '' ? name : `${path}.${name}`;
    return [{ path: at, schema: field, isRequired: schema.required?.includes(name) === true }, ...inside(field, at)];
  });
  const items = schema.items === undefined ? [] : inside(objectSchema(schema.items), path);
  const alternatives = (schema.anyOf ?? schema.oneOf ?? []).map(objectSchema);
  return [...own, ...items, ...alternatives.flatMap((each) => inside(each, `${path}[${nameOf(each)}]`))];
}

/** A schema may be a mere true or false, and the items of a tuple a list: neither says anything of fields. */
function objectSchema(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : {};
}

function nameOf({ properties = {} }: JsonSchema): string {
  const { const: kind } = objectSchema(properties.kind);
  return typeof kind === 'string' ? kind : (Object.keys(properties)[0] ?? '');
}
