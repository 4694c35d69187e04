/** A field of an evaluation document that cannot be used. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
  /** Where, from the top of the document: `hpa.spec.metrics[0].resource.target.averageUtilization`. Empty for the document itself. */
  readonly path: string;
  /** What is wrong there, without the path. */
  readonly reason: string;

  constructor(path: string, reason: string) {
    super(path === '' ? reason : `${path}: ${reason}`);
    this.path = path;
    this.reason = reason;
  }
}
