import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalStore } from '../../session/journal/journal-store.ts';
import type { RunFolder } from './open-run-folder.ts';
import { journalFile } from './run-meta.ts';

/**
 * Where a run on a real cluster writes down what it is about to change. Without a folder there is none, and where one is `required`, every
 * change is refused: nothing could be put back.
 */
export function runJournal(
  { path, problem }: RunFolder,
  { required }: { readonly required: boolean },
): JournalStore | undefined {
  if (path !== undefined) return fileJournal(join(path, journalFile));
  if (!required) return undefined;
  return {
    async append() {
      throw new Error(`nothing is changed that could not be put back, and ${problem}; with --yes it is`);
    },
  };
}

/** A line is kept once it is on the disk: the machine may lose its power right after the change it announces. */
function fileJournal(file: string): JournalStore {
  return {
    async append(line) {
      const handle = await open(file, 'a', 0o600);
      try {
        await handle.appendFile(`${line}\n`);
        await handle.datasync();
      } finally {
        await handle.close();
      }
    },
  };
}
