/** What the program's exit status says. */
export const exitCodes = {
  ok: 0,
  /** The program ran and what it checked is not met, or it failed. */
  failed: 1,
  /** The command line or a file given by the user cannot be used. */
  usage: 2,
  /** The cluster cannot be reached. */
  unreachable: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A failure the reader can act on. It is printed as a message, without a stack. */
export class CliError extends Error {
  override readonly name: string = 'CliError';
  readonly exitCode: ExitCode;
  /** What to do about it, as an imperative sentence or a command. */
  readonly tryThis: string | undefined;

  constructor(message: string, options: { exitCode: ExitCode; tryThis?: string; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.exitCode = options.exitCode;
    this.tryThis = options.tryThis;
  }
}

/** The command line asks for something that is not there: an unknown name, a value out of range. */
export class UsageError extends CliError {
  override readonly name = 'UsageError';

  constructor(message: string, tryThis?: string) {
    super(message, { exitCode: exitCodes.usage, ...(tryThis === undefined ? {} : { tryThis }) });
  }
}
