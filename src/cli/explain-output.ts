import type { Output } from './rehearse.ts';

/** Where explanations go, and what could not be explained. The process is one. */
export interface ExplainOutput {
  readonly stdout: Output;
  readonly stderr: Output;
}
