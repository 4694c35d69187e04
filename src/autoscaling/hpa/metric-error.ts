/** A value or proposal that cannot be had; the message is the innermost text of the controller's error. */
export class CalculationError extends Error {
  override readonly name = 'CalculationError';
}

/** One metric of an HPA failed. The message is what its event and condition show. */
export class MetricFailure extends Error {
  override readonly name = 'MetricFailure';
  /** Reason of the event and of the ScalingActive condition. */
  readonly reason: string;
  /** The same error as the controller passes it on: what follows "first error is:". */
  readonly chain: string;

  constructor(reason: string, message: string, chain: string = message) {
    super(message);
    this.reason = reason;
    this.chain = chain;
  }
}

/** Puts what was being done in front of the error of doing it. */
export function doing<T>(what: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (error instanceof CalculationError) throw new CalculationError(`${what}: ${error.message}`);
    throw error;
  }
}

/** Turns the error of a calculation into the failure of the metric it is for. `passedOn` comes before the message in the chain. */
export function orFail<T>(reason: string, passedOn: string, calculate: () => T): T {
  try {
    return calculate();
  } catch (error) {
    if (!(error instanceof CalculationError)) throw error;
    throw new MetricFailure(reason, error.message, `${passedOn}: ${error.message}`);
  }
}
