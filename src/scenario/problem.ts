import { visibleLine } from '../autoscaling/visible-text.ts';

/** One mistake in a file a user wrote, and where. Lines and columns count from 1. */
export interface Problem {
  /** As printed: relative to the working directory where it lies below it. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** What is wrong. */
  readonly message: string;
  /** What would be right. */
  readonly tryThis?: string;
}

/** A line and a column of a text, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A scenario, layout or manifest that cannot be used as it is. `message` is ready to print: one line per problem. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  readonly problems: readonly Problem[];
  /** Of the process: bad usage or scenario. */
  readonly exitCode = 2;

  constructor(message: string, problems: readonly Problem[] = []) {
    super(message);
    this.problems = problems;
  }
}

/** The error for problems found in files, sorted by file and position. Files keep the order in which they first have a problem. */
export function errorOf(problems: readonly Problem[]): ScenarioError {
  const sorted = sortProblems(problems);
  return new ScenarioError(sorted.map(printProblem).join('\n'), sorted);
}

/** `file:line:column: what is wrong; what would be right`, the form editors and CI jump to. One line, whatever the file holds. */
export function printProblem(problem: Problem): string {
  const place = `${problem.file}:${problem.line}:${problem.column}`;
  return visibleLine(
    problem.tryThis ? `${place}: ${problem.message}; ${problem.tryThis}` : `${place}: ${problem.message}`,
  );
}

/** First things first: by file in order of appearance, then by position. */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  const files = [...new Set(problems.map((problem) => problem.file))];
  return [...problems].sort(
    (a, b) => files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column,
  );
}
