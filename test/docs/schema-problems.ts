import type { JsonSchema } from '../../scripts/docs/json-schemas.ts';

/**
 * Places of a value that a JSON Schema does not accept, as an editor would underline them. Knows the part of the language that the
 * references use; a keyword beyond it is an error, so that nothing passes because it was not looked at.
 *
 * @throws Error for a schema with a keyword that is not known here
 */
export function schemaProblems(
  schema: JsonSchema,
  value: unknown,
  root: JsonSchema = schema,
  path = '',
): readonly string[] {
  const unknown = Object.keys(schema).filter((keyword) => !known.has(keyword));
  if (unknown.length > 0) throw new Error(`cannot check ${unknown.join(', ')}`);
  if (schema.$ref !== undefined) {
    const target = root.$defs?.[schema.$ref.replace('#/$defs/', '')];
    return schemaProblems(target as JsonSchema, value, root, path);
  }
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives !== undefined) {
    const tried = alternatives.map((each) => schemaProblems(each as JsonSchema, value, root, path));
    return tried.some((problems) => problems.length === 0) ? [] : [path];
  }
  return isAccepted(schema, value) ? inside(schema, value, root, path) : [path];
}

const known = new Set(
  '$schema $defs $ref title description default type const enum pattern minLength minimum maximum exclusiveMinimum minItems items properties required additionalProperties propertyNames anyOf oneOf'.split(
    ' ',
  ),
);

function isAccepted(schema: JsonSchema, value: unknown): boolean {
  const { type, const: only, enum: words, pattern, minLength = 0, minItems = 0 } = schema;
  const types = type === undefined ? [] : [type].flat();
  if (types.length > 0 && !types.some((each) => isOfType(value, each))) return false;
  if (only !== undefined && value !== only) return false;
  if (words !== undefined && !words.includes(value as string)) return false;
  if (typeof value === 'number') return isInBounds(schema, value);
  if (typeof value === 'string') {
    return value.length >= minLength && (pattern === undefined || new RegExp(pattern, 'u').test(value));
  }
  return !Array.isArray(value) || value.length >= minItems;
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}

function isInBounds({ minimum, maximum, exclusiveMinimum }: JsonSchema, value: number): boolean {
  return (
    value >= (minimum ?? Number.NEGATIVE_INFINITY) &&
    value <= (maximum ?? Number.POSITIVE_INFINITY) &&
    (typeof exclusiveMinimum !== 'number' || value > exclusiveMinimum)
  );
}

function inside(schema: JsonSchema, value: unknown, root: JsonSchema, path: string): readonly string[] {
  const at = (step: string) => (path === '' ? step : `${path}.${step}`);
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) =>
      schemaProblems((schema.items ?? {}) as JsonSchema, item, root, at(String(index))),
    );
  }
  if (typeof value !== 'object' || value === null) return [];
  const { properties = {}, required = [], additionalProperties = true } = schema;
  return [
    ...required.filter((name) => !Object.hasOwn(value, name)).map(at),
    ...Object.entries(value).flatMap(([name, field]: [string, unknown]) => {
      const own = properties[name] ?? additionalProperties;
      if (typeof own === 'boolean') return own ? [] : [at(name)];
      return schemaProblems(own as JsonSchema, field, root, at(name));
    }),
  ];
}
