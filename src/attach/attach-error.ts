/** A running cockpit could not be attached to; the message is for the reader. */
export class AttachError extends Error {
  override readonly name = 'AttachError';
  readonly exitCode = 1;
}
