import { badRequest } from '../../store/refusals.ts';

/** One field of a message: varints come as numbers, everything with a length as its bytes. */
export interface WireField {
  readonly number: number;
  readonly value: bigint | Buffer;
}

/** Takes a message of the protocol buffers wire format apart. @throws ClusterError 400 for bytes that are none */
export function wireFields(bytes: Buffer): readonly WireField[] {
  const fields: WireField[] = [];
  const reader = { bytes, at: 0 };
  while (reader.at < bytes.length) {
    const tag = Number(varint(reader));
    const number = tag >>> 3;
    switch (tag & 7) {
      case 0:
        fields.push({ number, value: varint(reader) });
        break;
      case 2:
        fields.push({ number, value: take(reader, Number(varint(reader))) });
        break;
      default:
        // The types of the API have neither fixed-width numbers nor groups in what is read here.
        throw malformed();
    }
  }
  return fields;
}

interface Reader {
  readonly bytes: Buffer;
  at: number;
}

function varint(reader: Reader): bigint {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = reader.bytes[reader.at];
    if (byte === undefined) throw malformed();
    reader.at += 1;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return BigInt.asIntN(64, value);
  }
  throw malformed();
}

function take(reader: Reader, length: number): Buffer {
  const end = reader.at + length;
  if (end > reader.bytes.length) throw malformed();
  const bytes = reader.bytes.subarray(reader.at, end);
  reader.at = end;
  return bytes;
}

function malformed(): Error {
  return badRequest('the protobuf body of the request cannot be read');
}
