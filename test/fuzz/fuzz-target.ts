/** What became of one input: taken, or refused with a message for whoever wrote it. */
export type Verdict = { readonly accepted: true } | { readonly accepted: false; readonly message: string };

export const accepted: Verdict = { accepted: true };

export function refused(message: string): Verdict {
  return { accepted: false, message };
}

/** How the structure of an input is changed, beside its characters. */
export type Structure = 'json' | 'yaml' | 'lines of json';

/** Something that reads what others have written. */
export interface FuzzTarget {
  readonly name: string;
  /** Valid inputs, which mutations start from. Bytes count as characters of Latin-1. */
  readonly seeds: readonly string[];
  /** Pieces that mean something in this language; random inputs are strung together from them. */
  readonly words: readonly string[];
  readonly structure?: Structure;
  /** Refusals go to a terminal as they are. */
  readonly isPrinted?: boolean;
  /** What every line of a refusal has to say, which is where the mistake is; absent: any text will do. */
  readonly place?: RegExp;
  /** Reads one input. Whatever it throws is a fault of the reader. */
  judge(input: string): Verdict | Promise<Verdict>;
  close?(): void | Promise<void>;
}
