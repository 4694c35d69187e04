import { refusals } from '../status.ts';
import { wireFields } from './wire.ts';

/** How a field of a message is read. */
export type FieldType =
  | { readonly as: 'string' | 'integer' | 'boolean' | 'time' | 'quantity' | 'intOrString' }
  | { readonly as: 'message'; readonly message: Message }
  | { readonly as: 'map'; readonly value: 'string' | 'quantity' };

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly isList?: true;
  /** A pointer in Go, written only when it was set: its zero means something. */
  readonly isOptional?: true;
}

/** A message's fields by their numbers. */
export type Message = Readonly<Record<number, Field>>;

export const formats = {
  protobuf: 'application/vnd.kubernetes.protobuf',
  accepted: ['application/json', 'application/yaml'],
};

/**
 * Reads a message as the JSON of the same object. Go's clients always write some fields, empty ones too, which JSON leaves out.
 * @throws ClusterError 415 for a field that is not known here: nothing a client says is dropped in silence
 */
export function readMessage(bytes: Buffer, message: Message): Readonly<Record<string, unknown>> {
  const object: Record<string, unknown> = {};
  for (const { number, value } of wireFields(bytes)) {
    const field = message[number];
    if (field === undefined) throw refusals.unsupportedMediaType(formats.accepted);
    const read = readValue(value, field.type);
    if (isUnset(read, field)) continue;
    if (field.type.as === 'map')
      object[field.name] = { ...(object[field.name] as object | undefined), ...(read as object) };
    else if (field.isList) object[field.name] = [...((object[field.name] as unknown[] | undefined) ?? []), read];
    else object[field.name] = read;
  }
  return object;
}

function readValue(value: bigint | Buffer, type: FieldType): unknown {
  if (typeof value === 'bigint') return type.as === 'boolean' ? value !== 0n : Number(value);
  switch (type.as) {
    case 'string':
      return value.toString('utf8');
    case 'message':
      return readMessage(value, type.message);
    case 'time':
      return timeOf(value);
    case 'quantity':
      return textOf(value, 1);
    case 'intOrString':
      return intOrString(value);
    case 'map':
      return { [textOf(value, 1)]: type.value === 'string' ? textOf(value, 2) : textOf(bytesOf(value, 2), 1) };
    case 'integer':
    case 'boolean':
      throw refusals.unsupportedMediaType(formats.accepted);
    default:
      return type satisfies never;
  }
}

function bytesOf(message: Buffer, number: number): Buffer {
  const found = wireFields(message).find((field) => field.number === number)?.value;
  return typeof found === 'object' ? found : Buffer.alloc(0);
}

function textOf(message: Buffer, number: number): string {
  return bytesOf(message, number).toString('utf8');
}

function numberOf(message: Buffer, number: number): number {
  return Number(wireFields(message).find((field) => field.number === number)?.value ?? 0);
}

/** `Time`: seconds of the epoch; a zero time is written as an empty message. */
function timeOf(message: Buffer): string {
  const seconds = numberOf(message, 1);
  return seconds <= 0 ? '' : `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`;
}

/** `IntOrString`: which of the two, then both. */
function intOrString(message: Buffer): number | string {
  return numberOf(message, 1) === 0 ? numberOf(message, 2) : textOf(message, 3);
}

/** Go writes empty texts and messages, and the zeros of plain fields, though they were never set. */
function isUnset(value: unknown, { isList, isOptional }: Field): boolean {
  if (isList) return false;
  if (value === 0 || value === false) return isOptional === undefined;
  return value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}
