import { StringDecoder } from 'node:string_decoder';

/** No object of the API comes near: what is longer is not a stream of lines. */
const longestLine = 64 * 1024 * 1024;

/** Cuts a stream of bytes into lines, wherever its chunks begin and end; characters that a chunk tears apart are put together again. */
export class Lines {
  readonly #decoder = new StringDecoder('utf8');
  #begun: string[] = [];
  #length = 0;

  /** The lines that end in this chunk, without their ends. @throws RangeError when a line has no end */
  push(chunk: Buffer): readonly string[] {
    const pieces = this.#decoder.write(chunk).split('\n');
    const rest = pieces.pop() ?? '';
    const lines: string[] = [];
    for (const piece of pieces) {
      lines.push(this.#begun.length === 0 ? piece : this.#begun.join('') + piece);
      this.#begun = [];
      this.#length = 0;
    }
    if (rest !== '') this.#begun.push(rest);
    this.#length += rest.length;
    if (this.#length > longestLine) throw new RangeError('a line of the answer does not end');
    return lines.map((line) => line.replace(/\r$/, ''));
  }

  /** What came after the last line's end. */
  end(): string {
    return this.#begun.join('') + this.#decoder.end();
  }
}
