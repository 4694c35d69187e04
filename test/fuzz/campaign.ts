import type { FuzzTarget, Verdict } from './fuzz-target.ts';

/** No input may take longer. */
export const mostMs = 1000;

/** What a message for the reader is at most, a line. */
const longestLine = 1000;

/** An input that its reader did not take as it should. */
export interface Finding {
  readonly input: string;
  readonly fault: string;
}

export interface Figures {
  inputs: number;
  accepted: number;
  refused: number;
  slowestMs: number;
  slowestInput: string;
}

export function noFigures(): Figures {
  return { inputs: 0, accepted: 0, refused: 0, slowestMs: 0, slowestInput: '' };
}

/** Gives a target one input and says what is wrong with how it took it; undefined where nothing is. */
export async function tryInput(target: FuzzTarget, input: string, figures: Figures): Promise<Finding | undefined> {
  const startedAt = performance.now();
  let verdict: Verdict | undefined;
  let fault: string | undefined;
  try {
    const judged = target.judge(input);
    verdict = judged instanceof Promise ? await judged : judged;
  } catch (error) {
    fault = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  }
  const tookMs = performance.now() - startedAt;
  figures.inputs += 1;
  if (verdict?.accepted) figures.accepted += 1;
  else figures.refused += 1;
  if (tookMs > figures.slowestMs) Object.assign(figures, { slowestMs: tookMs, slowestInput: input });
  fault ??= tookMs > mostMs ? `it took ${Math.round(tookMs)} ms` : undefined;
  fault ??= verdict?.accepted === false ? faultOf(verdict.message, target) : undefined;
  return fault === undefined ? undefined : { input, fault };
}

/** What is wrong with a message: it has to be there, in words, short, and without what would drive a terminal. */
function faultOf(message: string, { place, isPrinted }: FuzzTarget): string | undefined {
  if (message.trim() === '') return 'the refusal says nothing';
  if (isPrinted && /(?!\n)[\p{Cc}\u2028\u2029]/u.test(message))
    return `the message has control characters: ${JSON.stringify(message)}`;
  if (
    /\[object |\bundefined\b.*\b(is not|reading|properties)\b|is not iterable|is not a function|Cannot read/.test(
      message,
    )
  )
    return `the message is not for its reader: ${message}`;
  const lines = message.split('\n');
  const long = lines.find((line) => line.length > longestLine);
  if (isPrinted && long !== undefined)
    return `a line of the message has ${long.length} characters: ${long.slice(0, 300)}`;
  const lost = place && lines.find((line) => !place.test(line));
  return lost === undefined ? undefined : `the message does not say where: ${lost}`;
}
