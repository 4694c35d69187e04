import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { failureText } from './failure-text.ts';
import { memberHeaderBytes, memberLength, unpackMember } from './gzip-member.ts';
import { RecordingError } from './recording-error.ts';

/** Where a member stands in the file, in bytes. */
export interface MemberPlace {
  readonly offset: number;
  readonly length: number;
}

const searchBytes = 65_536;

/**
 * A recording's file as a row of members. Only their places are kept, so that memory does not grow with what they hold. The last one may
 * be cut off where the process was killed; it is left out. Bytes that are no member's are passed over.
 */
export class MemberFile {
  readonly path: string;
  readonly places: readonly MemberPlace[];
  /** Whether bytes between two members belong to none. */
  readonly isDamaged: boolean;
  readonly #descriptor: number;
  /** What was read last: the next read takes its place. */
  #bytesRead = Buffer.alloc(searchBytes + memberHeaderBytes);
  #isClosed = false;

  /** @throws RecordingError for a file that cannot be read */
  constructor(path: string) {
    this.path = path;
    try {
      this.#descriptor = openSync(path, 'r');
    } catch (error) {
      throw new RecordingError(`${path} cannot be read: ${failureText(error)}`, { cause: error });
    }
    const { size } = fstatSync(this.#descriptor);
    const places: MemberPlace[] = [];
    let isDamaged = false;
    for (let offset = 0; offset < size; ) {
      const length = memberLength(this.#bytes(offset, memberHeaderBytes));
      if (length !== undefined && offset + length <= size) {
        places.push({ offset, length });
        offset += length;
      } else {
        const next = this.#nextMember(offset + 1, size);
        isDamaged ||= next < size;
        offset = next;
      }
    }
    this.places = places;
    this.isDamaged = isDamaged;
  }

  /** The lines of a member; undefined where its bytes are not those that were written. */
  lines(place: MemberPlace): readonly string[] | undefined {
    const text = unpackMember(this.#bytes(place.offset, place.length));
    return text?.split('\n').filter((line) => line !== '');
  }

  /** Closing twice is harmless. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    closeSync(this.#descriptor);
  }

  #bytes(offset: number, length: number): Buffer {
    if (this.#bytesRead.length < length) this.#bytesRead = Buffer.alloc(2 * length);
    const bytes = this.#bytesRead;
    let read = 0;
    while (read < length) {
      const more = readSync(this.#descriptor, bytes, read, length - read, offset + read);
      if (more === 0) break;
      read += more;
    }
    return bytes.subarray(0, read);
  }

  /** Where the next whole member begins; `size` where there is none. */
  #nextMember(from: number, size: number): number {
    const magic = Buffer.from([0x1f, 0x8b, 8, 4]);
    for (let start = from; start < size; start += searchBytes) {
      // What begins at the end of one stretch is found as well.
      const bytes = this.#bytes(start, Math.min(searchBytes + memberHeaderBytes, size - start));
      for (let at = bytes.indexOf(magic); at >= 0 && at < searchBytes; at = bytes.indexOf(magic, at + 1)) {
        const length = memberLength(bytes.subarray(at, at + memberHeaderBytes));
        if (length !== undefined && start + at + length <= size) return start + at;
      }
    }
    return size;
  }
}
