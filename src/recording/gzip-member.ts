import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/**
 * A recording is a row of gzip members, so that any gzip reads it, and each member tells its own length in its header (RFC 1952, FEXTRA,
 * as BGZF does), so that a reader can hop over members without unpacking them, and past one that is damaged.
 */
const extraFlag = 4;
const unknownSystem = 255;
const deflate = 8;
/** Fixed fields, the length of the extra field, and our one subfield: two letters, its length, the member's length. */
const headerBytes = 10 + 2 + 8;
/** CRC-32 and length of what was packed. */
const trailerBytes = 8;

/** Room for a member in one piece. A damaged one may claim any length. */
const mostAtOnce = 4 * 1024 * 1024;
const spareBytes = 64;

/** Bytes that {@link memberLength} has to see. */
export const memberHeaderBytes = headerBytes;

/** A text as one gzip member. */
export function packMember(text: string): Buffer {
  const plain = Buffer.from(text);
  const packed = deflateRawSync(plain);
  const member = Buffer.alloc(headerBytes + packed.length + trailerBytes);
  member.set([0x1f, 0x8b, deflate, extraFlag, 0, 0, 0, 0, 0, unknownSystem]);
  member.writeUInt16LE(8, 10);
  member.write('HM', 12, 'latin1');
  member.writeUInt16LE(4, 14);
  member.writeUInt32LE(member.length, 16);
  packed.copy(member, headerBytes);
  member.writeUInt32LE(crc32(plain), member.length - 8);
  member.writeUInt32LE(plain.length, member.length - 4);
  return member;
}

/** Length in bytes of the member that begins with `header`; undefined where none of ours begins. */
export function memberLength(header: Buffer): number | undefined {
  if (header.length < headerBytes) return undefined;
  const isOurs =
    header.readUInt32BE(0) === 0x1f_8b_08_04 &&
    header.readUInt16LE(10) === 8 &&
    header.toString('latin1', 12, 14) === 'HM';
  const length = isOurs ? header.readUInt32LE(16) : 0;
  return length > headerBytes + trailerBytes ? length : undefined;
}

/** The text of a whole member; undefined where its bytes are not those that were written. */
export function unpackMember(member: Buffer): string | undefined {
  try {
    // Into one buffer of the right size: of those that are put together from parts, a long recording leaves too many behind.
    const chunkSize = Math.min(member.readUInt32LE(member.length - 4), mostAtOnce) + spareBytes;
    const plain = inflateRawSync(member.subarray(headerBytes, -trailerBytes), { chunkSize });
    return crc32(plain) === member.readUInt32LE(member.length - 8) ? plain.toString() : undefined;
  } catch {
    return undefined;
  }
}
