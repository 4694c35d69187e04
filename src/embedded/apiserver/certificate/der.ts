/** Values in the distinguished encoding rules of ASN.1 (X.690), as far as a certificate needs them. */
const tags = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
} as const;

export const sequence = (...parts: readonly Buffer[]): Buffer => tagged(tags.sequence, Buffer.concat(parts));

export const setOf = (...parts: readonly Buffer[]): Buffer => tagged(tags.set, Buffer.concat(parts));

export const utf8String = (text: string): Buffer => tagged(tags.utf8String, Buffer.from(text, 'utf8'));

export const octetString = (bytes: Buffer): Buffer => tagged(tags.octetString, bytes);

/** A whole number of bytes as a bit string: none of the last byte's bits is unused. */
export const bitString = (bytes: Buffer): Buffer => tagged(tags.bitString, Buffer.concat([Buffer.of(0), bytes]));

/** An unsigned integer; a leading zero keeps a high first bit from making it negative. */
export const unsignedInteger = (bytes: Buffer): Buffer =>
  tagged(tags.integer, (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);

export const booleanTrue = Buffer.of(0x01, 0x01, 0xff);

/** A context-specific tag: `constructed` for one that holds other values. */
export function contextTag(number: number, content: Buffer, constructed = false): Buffer {
  return tagged((constructed ? 0xa0 : 0x80) | number, content);
}

/** `2.5.29.17` and the like. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(tags.oid, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** RFC 5280: years up to 2049 are written as UTCTime, later ones as GeneralizedTime. */
export function time(at: Date): Buffer {
  const digits = `${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`;
  const isShort = at.getUTCFullYear() < 2050;
  return tagged(isShort ? 0x17 : 0x18, Buffer.from(isShort ? digits.slice(2) : digits, 'ascii'));
}

function base128(value: number): number[] {
  const groups = [value & 0x7f];
  for (let left = value >>> 7; left > 0; left >>>= 7) groups.unshift((left & 0x7f) | 0x80);
  return groups;
}

function tagged(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.of(tag), length(content.length), content]);
}

function length(size: number): Buffer {
  if (size < 0x80) return Buffer.of(size);
  const bytes: number[] = [];
  for (let left = size; left > 0; left = Math.floor(left / 256)) bytes.unshift(left & 0xff);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}
