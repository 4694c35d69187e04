import { parseJson } from '../http/request-body.ts';
import { refusals } from '../status.ts';
import { type ApiType, mentionedType } from '../types/api-types.ts';
import type { ApiField } from '../types/notation.ts';
import { wireFields } from './wire.ts';

export const formats = {
  protobuf: 'application/vnd.kubernetes.protobuf',
  accepted: ['application/json', 'application/yaml'],
};

/**
 * Reads a message as the JSON of the same object. Go's clients always write some fields, empty ones too, which JSON leaves out.
 * @throws ClusterError 415 for a field that is not known here: nothing a client says is dropped in silence
 */
export function readMessage(bytes: Buffer, type: ApiType): Readonly<Record<string, unknown>> {
  const object: Record<string, unknown> = {};
  for (const { number, value } of wireFields(bytes)) {
    const field = type.fields.find((known) => known.number === number);
    if (field === undefined) throw refusals.unsupportedMediaType(formats.accepted);
    add(object, field, field.shape === 'map' ? entryOf(value, field, type) : readValue(value, field, type));
  }
  return object;
}

function add(object: Record<string, unknown>, field: ApiField, read: unknown): void {
  const { name, shape, isInline } = field;
  if (isInline) Object.assign(object, read);
  else if (shape === 'map') object[name] = { ...(object[name] as object | undefined), ...(read as object) };
  else if (shape === 'list') object[name] = [...((object[name] as unknown[] | undefined) ?? []), read];
  else if (!isUnset(read, field)) object[name] = read;
}

function readValue(value: bigint | Buffer, { type }: Pick<ApiField, 'type'>, within: ApiType): unknown {
  if (typeof value === 'bigint') return type === 'bool' ? value !== 0n : Number(value);
  switch (type) {
    case 'string':
      return value.toString('utf8');
    case 'bytes':
      return value.toString('base64');
    case 'Time':
      return timeOf(value, 0);
    case 'MicroTime':
      return timeOf(value, 6);
    case 'Quantity':
      return bytesOf(value, 1).toString('utf8');
    case 'IntOrString':
      return intOrString(value);
    case 'json':
      return parseJson(bytesOf(value, 1).toString('utf8') || '{}');
    case 'object':
      // A field of which nothing is known may be there as long as it is empty.
      if (value.length === 0) return {};
      throw refusals.unsupportedMediaType(formats.accepted);
    default: {
      const message = mentionedType(within.apiVersion, type);
      if (message === undefined) throw refusals.unsupportedMediaType(formats.accepted);
      return readMessage(value, message);
    }
  }
}

/** An entry of a map is a message of key and value. */
function entryOf(entry: bigint | Buffer, field: ApiField, within: ApiType): Readonly<Record<string, unknown>> {
  if (typeof entry === 'bigint') throw refusals.unsupportedMediaType(formats.accepted);
  return { [bytesOf(entry, 1).toString('utf8')]: readValue(bytesOf(entry, 2), field, within) };
}

function bytesOf(message: Buffer, number: number): Buffer {
  const found = wireFields(message).find((field) => field.number === number)?.value;
  return typeof found === 'object' ? found : Buffer.alloc(0);
}

function numberOf(message: Buffer, number: number): number {
  return Number(wireFields(message).find((field) => field.number === number)?.value ?? 0);
}

/** Seconds of the epoch and nanoseconds; a zero time is written as an empty message. */
function timeOf(message: Buffer, digits: 0 | 6): string {
  const seconds = numberOf(message, 1);
  if (seconds <= 0) return '';
  const whole = new Date(seconds * 1000).toISOString().slice(0, 19);
  const micros = Math.floor(numberOf(message, 2) / 1000);
  return digits === 0 ? `${whole}Z` : `${whole}.${String(micros).padStart(digits, '0')}Z`;
}

/** `IntOrString`: which of the two, then both. */
function intOrString(message: Buffer): number | string {
  return numberOf(message, 1) === 0 ? numberOf(message, 2) : bytesOf(message, 3).toString('utf8');
}

/** Go writes empty texts and messages, and the zeros of plain fields, though they were never set. */
function isUnset(value: unknown, { isPointer }: ApiField): boolean {
  if (value === '') return true;
  if (isPointer) return false;
  return value === 0 || value === false || (typeof value === 'object' && value !== null && isEmpty(value));
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}
