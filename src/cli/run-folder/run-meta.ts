import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** What meta.json says of a run. */
export type RunMeta = Readonly<z.infer<typeof runMeta>>;

const runMeta = z.object({
  /** Harmony's own. */
  version: z.string(),
  scenario: z.string(),
  /** RFC 3339, UTC, as {@link RunMeta.ended} is. */
  started: z.string(),
  pid: z.number().int(),
  /** The machine that the process runs on: a home directory may be shared. */
  host: z.string(),
  context: z.string().optional(),
  namespace: z.string().optional(),
  /** Of an embedded cluster. */
  seed: z.number().optional(),
  profile: z.string().optional(),
  /** Absent while the run goes on, and of one that was killed. */
  ended: z.string().optional(),
  /** How many objects were left as the run changed them. */
  outstanding: z.number().int().optional(),
});

export const metaFile = 'meta.json';
export const journalFile = 'journal.jsonl';

/** Replaces meta.json in one step, so that whoever reads it never finds half of it. */
export function writeMeta(folder: string, meta: RunMeta): void {
  const file = join(folder, metaFile);
  writeFileSync(`${file}.new`, `${JSON.stringify(meta, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Undefined for a folder that is no run's. */
export function readMeta(folder: string): RunMeta | undefined {
  try {
    return runMeta.safeParse(JSON.parse(readFileSync(join(folder, metaFile), 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Notes that what a run changed has been put back: nothing depends on it any more. `at` is RFC 3339. A journal may lie elsewhere than with its run. */
export function noteRestored(journal: string, at: string): void {
  const folder = dirname(journal);
  const meta = readMeta(folder);
  if (meta) writeMeta(folder, { ...meta, ended: meta.ended ?? at, outstanding: 0 });
}
