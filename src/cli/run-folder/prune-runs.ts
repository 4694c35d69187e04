import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { mayBeAlive } from './process-alive.ts';
import { journalFile, readMeta } from './run-meta.ts';

/** How many runs are kept that nothing depends on any more, and how much they may take together. */
export interface KeptRuns {
  readonly count: number;
  readonly bytes: number;
}

export const keptRuns: KeptRuns = { count: 50, bytes: 500 * 1024 * 1024 };

/**
 * Removes the oldest runs of a folder beyond what is kept. A run that goes on stays, and so does one that left changes behind: its journal
 * is the only way back. Folders that are no run's are left alone.
 */
export function pruneRuns(home: string, kept: KeptRuns = keptRuns): void {
  // Their names begin with the time.
  const newestFirst = foldersIn(home).toSorted().toReversed();
  let count = 0;
  let bytes = 0;
  for (const folder of newestFirst.filter(isOver)) {
    count += 1;
    bytes += sizeOf(folder);
    if (count > kept.count || bytes > kept.bytes) rmSync(folder, { recursive: true, force: true });
  }
}

function foldersIn(home: string): readonly string[] {
  try {
    return readdirSync(home, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => join(home, name));
  } catch {
    return [];
  }
}

function isOver(folder: string): boolean {
  const meta = readMeta(folder);
  if (meta === undefined) return false;
  if (meta.ended === undefined && mayBeAlive(meta)) return false;
  return meta.outstanding === 0 || fileSize(join(folder, journalFile)) === 0;
}

function sizeOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + fileSize(join(parentPath, name)), 0);
}

/** 0 for a file that is not there. */
function fileSize(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
