import { readdirSync, readFileSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { type JournalStanding, standingOf } from '../../session/journal/journal-standing.ts';
import { type JournalContent, JournalError, readJournal } from '../../session/journal/read-journal.ts';
import { UsageError } from '../errors.ts';
import { mayBeAlive } from '../run-folder/process-alive.ts';
import { journalFile } from '../run-folder/run-meta.ts';

/** A journal on disk. */
export interface FoundJournal {
  readonly file: string;
  /** Of its folder, as a run is named. */
  readonly run: string;
  readonly content: JournalContent;
  readonly standing: JournalStanding;
}

/**
 * The journal that is asked for: a run's name, its folder, or a file.
 *
 * @throws UsageError where there is none, or it cannot be read
 */
export function journalOf(asked: string, home: string): FoundJournal {
  const places = [asked, join(asked, journalFile), join(home, asked, journalFile)].map((place) => resolve(place));
  const file = places.find((place) => statSync(place, { throwIfNoEntry: false })?.isFile());
  if (file === undefined) {
    throw new UsageError(
      `there is no run and no journal ${asked}`,
      `Your runs are in ${home}; one that changed nothing has no journal.`,
    );
  }
  try {
    return read(file);
  } catch (error) {
    if (error instanceof JournalError) throw new UsageError(`${file} cannot be used: ${error.message}`);
    throw error;
  }
}

/**
 * The latest run of a context that was interrupted and whose changes were not put back.
 *
 * @throws UsageError where there is none
 */
export function interruptedIn(context: string, home: string): FoundJournal {
  const here = runsIn(home).filter(({ content }) => content.header.context === context);
  const open = here.filter(({ standing }) => standing === 'interrupted');
  const found = open.find(({ content }) => !mayBeAlive(content.header));
  if (found) return found;
  const [alive] = open;
  if (alive) {
    const { host, pid } = alive.content.header;
    const where = host === hostname() ? '' : ` on ${host}`;
    throw new UsageError(
      `run ${alive.run} still goes on (process ${pid}${where})`,
      `End it first. If it does not, name it: harmony restore ${alive.run}`,
    );
  }
  const kept = here.find(({ standing }) => standing === 'kept');
  throw new UsageError(
    `no run of context ${context} was interrupted`,
    kept ? `The changes of one were kept when it ended: harmony restore ${kept.run}` : `Looked in ${home}.`,
  );
}

/** Newest first: their names begin with the time. What cannot be read is no run of ours. */
function runsIn(home: string): readonly FoundJournal[] {
  return foldersIn(home)
    .toSorted()
    .toReversed()
    .flatMap((name) => {
      try {
        return [read(join(home, name, journalFile))];
      } catch {
        return [];
      }
    });
}

function foldersIn(home: string): readonly string[] {
  try {
    return readdirSync(home);
  } catch {
    return [];
  }
}

function read(file: string): FoundJournal {
  const content = readJournal(readFileSync(file, 'utf8'));
  return { file, run: basename(dirname(file)), content, standing: standingOf(content) };
}
