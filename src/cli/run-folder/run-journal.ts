import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalStore } from '../../session/journal/journal-store.ts';
import type { RunFolder } from './open-run-folder.ts';
import { journalFile } from './run-meta.ts';

/** Where a run on a real cluster writes down what it is about to change; undefined without a folder. */
export function runJournal({ path }: RunFolder): JournalStore | undefined {
  return path === undefined ? undefined : fileJournal(join(path, journalFile));
}

/**
 * A journal in a file. A line is kept once it is on the disk: the machine may lose its power right after the change it announces. A file that ends
 * in the middle of a line, as one of a program that was killed may, goes on with a new one.
 */
export function fileJournal(file: string): JournalStore {
  return {
    async append(line) {
      const handle = await open(file, 'a+', 0o600);
      try {
        const { size } = await handle.stat();
        const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
        const isCut = size > 0 && buffer.toString() !== '\n';
        await handle.appendFile(`${isCut ? '\n' : ''}${line}\n`);
        await handle.datasync();
      } finally {
        await handle.close();
      }
    },
  };
}
