/** Text that arrives in pieces, in lines. A line that is longer than the limit is never held: it ends the reading. */
export class LineSplitter {
  readonly #mostBytes: number;
  #pieces: Buffer[] = [];
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /**
   * The lines that the piece completes, without their ends; empty ones are left out.
   *
   * @throws LineTooLong as soon as a line is longer than the limit
   */
  *push(piece: Buffer): Generator<string> {
    let from = 0;
    for (let end = piece.indexOf(newline); end >= 0; end = piece.indexOf(newline, from)) {
      this.#hold(piece.subarray(from, end));
      from = end + 1;
      const line = Buffer.concat(this.#pieces).toString();
      this.#pieces = [];
      this.#bytes = 0;
      if (line !== '') yield line;
    }
    this.#hold(piece.subarray(from));
  }

  #hold(part: Buffer): void {
    this.#bytes += part.length;
    if (this.#bytes > this.#mostBytes) throw new LineTooLong(this.#mostBytes);
    if (part.length > 0) this.#pieces.push(part);
  }
}

const newline = 0x0a;

/** The other side does not speak in lines, or in far too long ones. */
export class LineTooLong extends Error {
  override readonly name = 'LineTooLong';

  constructor(mostBytes: number) {
    super(`a line has at most ${mostBytes} bytes`);
  }
}
