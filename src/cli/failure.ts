import { CommanderError } from 'commander';
import { visibleText } from '../autoscaling/visible-text.ts';
import { CliError, type ExitCode, exitCodes } from './errors.ts';

/** How a failed command ends: what is printed on standard error, and the process's status. */
export interface Failure {
  readonly text: string;
  readonly exitCode: ExitCode;
}

/**
 * Turns whatever a command threw into what its user sees. Errors that carry an exit code are meant for the reader and are shown by their
 * message; anything else is a bug and says so. Stacks appear with `debug` only.
 */
export function describeFailure(error: unknown, debug: boolean): Failure {
  if (error instanceof CommanderError) {
    // Commander has printed it, or what was asked for: help and version come as errors too.
    return { text: '', exitCode: error.exitCode === 0 ? exitCodes.ok : exitCodes.usage };
  }
  const lines = isForReader(error)
    ? [`error: ${visibleText(error.message)}`, ...(error instanceof CliError && error.tryThis ? [error.tryThis] : [])]
    : [
        `error: this should not happen: ${visibleText(messageOf(error))}`,
        ...(debug ? [] : ['With --debug it shows where.']),
      ];
  if (debug && error instanceof Error && error.stack !== undefined) {
    lines.push(error.stack);
  }
  return { text: `${lines.join('\n')}\n`, exitCode: isForReader(error) ? error.exitCode : exitCodes.failed };
}

function isForReader(error: unknown): error is Error & { readonly exitCode: ExitCode } {
  return error instanceof Error && 'exitCode' in error && isExitCode(error.exitCode);
}

function isExitCode(value: unknown): value is ExitCode {
  return Object.values<unknown>(exitCodes).includes(value);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
