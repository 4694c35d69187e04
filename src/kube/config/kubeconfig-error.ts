/** A kubeconfig that cannot be used. The message says what is wrong, where, and on its second line what would be right. */
export class KubeconfigError extends Error {
  override readonly name = 'KubeconfigError';
  /** The program's status: something the user gave cannot be used. */
  readonly exitCode = 2;

  constructor(problem: string, advice: string, options?: ErrorOptions) {
    super(`${problem}\n${advice}`, options);
  }
}
