import { type JournalHeader, type JournalLine, journalLine, journalVersion } from './journal-lines.ts';

/** A journal as it was found. */
export interface JournalContent {
  readonly header: JournalHeader;
  /** In the order they were written, the header left out. */
  readonly lines: readonly JournalLine[];
  /** Lines that cannot be read: where the program died in the middle of one. What such a line was to announce was not done. */
  readonly cutLines: number;
}

/** A file is no journal, or none that this program can read. */
export class JournalError extends Error {
  override readonly name = 'JournalError';
}

/**
 * Reads the text of a journal, however it ends: a change is made only once its line is complete.
 *
 * @throws JournalError for a text that does not begin with a header of a known version
 */
export function readJournal(text: string): JournalContent {
  const [first, ...rest] = text.split('\n').filter((line) => line.trim() !== '');
  const header = first === undefined ? undefined : readLine(first);
  if (header?.type !== 'header') throw new JournalError('it does not begin with the header of a journal');
  if (header.version > journalVersion) {
    throw new JournalError(
      `it has version ${header.version}, and this program reads up to ${journalVersion}: a newer harmony has written it`,
    );
  }
  const lines = rest.map(readLine);
  const readable = lines.filter((line) => line !== undefined);
  return { header, lines: readable, cutLines: lines.length - readable.length };
}

function readLine(text: string): JournalLine | undefined {
  try {
    return journalLine.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
