import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { type DecisionDocument, decisionDocument } from '../autoscaling/evaluation/decision-document.ts';
import { EvaluationError } from '../autoscaling/evaluation/evaluation-error.ts';
import { readEvaluation } from '../autoscaling/evaluation/read-evaluation.ts';
import { evaluate } from '../autoscaling/hpa/evaluate.ts';
import { visibleLine } from '../autoscaling/visible-text.ts';
import { type ExitCode, exitCodes, UsageError } from './errors.ts';
import { type Entry, type EntryError, parseInput } from './explain-input.ts';
import { type Explained, type ExplainOutput, explainedText } from './explain-output.ts';

export interface ExplainFileOptions {
  /** As messages name it; `-` is standard input. */
  readonly file: string;
  readonly json: boolean;
}

/** One entry's outcome, as `--json` prints it. */
export type EntryDocument = DecisionDocument | { readonly error: EntryError };

type Outcome = Explained | { readonly error: EntryError };

/** Explains what a file says one or several HPA evaluations see. Resolves to 2 when an entry cannot be read. @throws UsageError */
export async function explainFile(options: ExplainFileOptions, out: ExplainOutput): Promise<ExitCode> {
  return explainInput(await readInput(options.file), options, out);
}

/** {@link explainFile} for the text of the file. */
export function explainInput(text: string, { file, json }: ExplainFileOptions, out: ExplainOutput): ExitCode {
  const { isList, entries } = parseInput(text);
  const outcomes = entries.map(explainEntry);
  if (json) {
    const documents = outcomes.map(documentOf);
    out.stdout.write(`${JSON.stringify(isList ? documents : documents[0], undefined, 2)}\n`);
  } else {
    out.stdout.write(explainedText(outcomes.filter((outcome) => 'decision' in outcome)));
  }
  const name = file === '-' ? 'standard input' : file;
  const failures = outcomes.flatMap((outcome, index) =>
    'error' in outcome ? [failureText(name, isList ? index + 1 : undefined, outcome.error)] : [],
  );
  out.stderr.write(failures.join(''));
  return failures.length === 0 ? exitCodes.ok : exitCodes.usage;
}

function explainEntry(entry: Entry): Outcome {
  if ('error' in entry) return entry;
  try {
    const evaluation = readEvaluation(entry.value);
    return { hpa: evaluation.hpa, decision: evaluate(evaluation) };
  } catch (error) {
    if (error instanceof EvaluationError) return { error: { path: error.path, message: error.reason } };
    throw error;
  }
}

function documentOf(outcome: Outcome): EntryDocument {
  return 'error' in outcome ? outcome : decisionDocument(outcome.decision);
}

/** A broken text is told as editors jump to it, a broken field by its path. `number`: of the entry, from 1. */
function failureText(file: string, number: number | undefined, { path, message }: EntryError): string {
  if (path === '' && /^\d+:\d+:/.test(message)) return `error: ${visibleLine(`${file}:${message}`)}\n`;
  const place = [file, ...(number === undefined ? [] : [`entry ${number}`]), ...(path === '' ? [] : [path])];
  return `error: ${visibleLine([...place, message].join(': '))}\n`;
}

async function readInput(file: string): Promise<string> {
  try {
    const content = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
    return content.replace(/^\uFEFF/, '');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? reasons[String(error.code)] : undefined;
    if (reason === undefined) throw error;
    throw new UsageError(`cannot read ${file}: ${reason}`);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
};
