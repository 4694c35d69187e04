/**
 * Types of the API by name, each with its fields: `NUMBER NAME`, separated by commas. The number is that of the field in Kubernetes'
 * `generated.proto`; types that are never sent as protobuf have 0. After the name:
 * - `!` the field is required, `?` it is a pointer in Go, so that its zero or empty value means something;
 * - `:TYPE` for anything but a string: `int`, `bool`, `bytes`, `Time`, `MicroTime`, `Quantity`, `IntOrString`, `json` (kept as it is), `object`
 *   (fields that are not listed here), or another type;
 * - `[]` a list, `{}` a map by text.
 *
 * The name `~` is a message whose fields lie in this one, as far as JSON goes.
 */
export type TypeTable = Readonly<Record<string, string>>;

export interface ApiField {
  readonly number: number;
  readonly name: string;
  readonly type: string;
  readonly shape: 'one' | 'list' | 'map';
  readonly isRequired: boolean;
  readonly isPointer: boolean;
  readonly isInline: boolean;
}

const form = /^(\d+) (~|\w+)([!?]?)(?::(\w+))?(\[\]|\{\})?$/;

/** Reads a type's fields. @throws Error for a table with a mistake in it */
export function parseFields(text: string): readonly ApiField[] {
  return text.split(',').map((written) => {
    const found = form.exec(written.trim().replaceAll(/\s+/g, ' '));
    if (found === null) throw new Error(`not a field: ${written}`);
    const [, number, name = '', mark, type = 'string', shape] = found;
    return {
      number: Number(number),
      name,
      type,
      shape: shape === '[]' ? 'list' : shape === '{}' ? 'map' : 'one',
      isRequired: mark === '!',
      isPointer: mark === '?',
      isInline: name === '~',
    };
  });
}
