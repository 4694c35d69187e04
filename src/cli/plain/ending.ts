/** What ends a plain run from outside. */
export interface Ending {
  /** Resolves at the first of: a signal, a reader that has gone away, {@link Ending.end}. */
  readonly reached: Promise<void>;
  end(): void;
  /** Stops listening. */
  close(): void;
}

/** Signals that ask the program to end, and an output nobody reads any more, as behind `| head`. Neither is an error. */
export function endingOf(output: NodeJS.WriteStream): Ending {
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = () => resolve();
  const onError = (error: Error) => {
    if ('code' in error && error.code === 'EPIPE') end();
    else throw error;
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.once(signal, end);
  output.on('error', onError);
  return {
    reached: promise,
    end,
    close() {
      for (const signal of signals) process.off(signal, end);
      // The last lines may still be on their way to a reader that has gone.
      output.off('error', onError).on('error', () => {});
    },
  };
}
