import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const line = z.object({
  target: z.string(),
  /** What was wrong when it was found. */
  found: z.string(),
  input: z.string(),
});

/** An input that once broke its reader. */
export type CorpusEntry = z.infer<typeof line>;

/** The inputs that once broke their readers, a line of JSON each. */
export function corpus(): readonly CorpusEntry[] {
  return readFileSync(join(import.meta.dirname, 'corpus.jsonl'), 'utf8')
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => line.parse(JSON.parse(text)));
}
