/** A schema of OpenAPI 3, as far as the API uses it. */
export interface Schema {
  readonly description?: string;
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'boolean' | 'number';
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
  readonly $ref?: string;
  /** A reference that has a description of its own. */
  readonly allOf?: readonly Schema[];
  /** Fields that are not listed are allowed, too: the schema does not say all there is. */
  readonly 'x-kubernetes-preserve-unknown-fields'?: true;
  readonly 'x-kubernetes-int-or-string'?: true;
}

export const textField = (description: string): Schema => ({ description, type: 'string' });
export const wholeNumber = (description: string): Schema => ({ description, type: 'integer', format: 'int32' });
export const flag = (description: string): Schema => ({ description, type: 'boolean' });
export const listOf = (description: string, items: Schema): Schema => ({ description, type: 'array', items });
export const textMap = (description: string): Schema => ({
  description,
  type: 'object',
  additionalProperties: { type: 'string' },
});

/** A number or a text: quantities and shares are written either way. */
export const numberOrText = (description: string): Schema => ({ description, 'x-kubernetes-int-or-string': true });

/** An object of which every field is listed. */
export const closed = (
  description: string,
  properties: Readonly<Record<string, Schema>>,
  required: readonly string[] = [],
): Schema => ({ description, type: 'object', properties, ...(required.length === 0 ? {} : { required }) });

/** An object with more fields than are listed. */
export const open = (description: string, properties: Readonly<Record<string, Schema>> = {}): Schema => ({
  description,
  type: 'object',
  properties,
  'x-kubernetes-preserve-unknown-fields': true,
});
