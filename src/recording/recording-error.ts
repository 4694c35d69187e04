/** A recording that cannot be replayed. The message says what is wrong with which file, and what would be right. */
export class RecordingError extends Error {
  override readonly name = 'RecordingError';
  /** What the user gave cannot be used. */
  readonly exitCode = 2;
}
