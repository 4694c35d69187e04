/** What Redis answers: a number, a text, or that there is nothing; a refusal is an Error. Lists are not needed here. */
export type Reply = number | string | null | Error;

/** A command as RESP writes it: an array of bulk strings. */
export function encodeCommand(words: readonly string[]): string {
  return `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;
}

/** The reply at the beginning of the bytes, and how many bytes it takes; undefined while it is not complete. @throws Error for what is not RESP */
export function decodeReply(bytes: Buffer): { readonly reply: Reply; readonly length: number } | undefined {
  const end = bytes.indexOf('\r\n');
  if (end < 0) return undefined;
  const text = bytes.toString('utf8', 1, end);
  const length = end + 2;
  switch (bytes.toString('latin1', 0, 1)) {
    case '+':
      return { reply: text, length };
    case '-':
      return { reply: new Error(text), length };
    case ':':
      return { reply: Number(text), length };
    case '$': {
      const size = Number(text);
      if (size < 0) return { reply: null, length };
      if (bytes.length < length + size + 2) return undefined;
      return { reply: bytes.toString('utf8', length, length + size), length: length + size + 2 };
    }
    default:
      throw new Error('it does not speak the protocol of Redis');
  }
}
