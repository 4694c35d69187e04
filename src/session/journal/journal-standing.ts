import { foundObjects } from './ledger.ts';
import type { JournalContent } from './read-journal.ts';

/**
 * What a journal leaves to do: `nothing` where nothing was changed or all was put back, `kept` where the run ended as it should and left its
 * changes on purpose, `interrupted` where it goes on, or died.
 */
export type JournalStanding = 'nothing' | 'kept' | 'interrupted';

export function standingOf({ lines }: JournalContent): JournalStanding {
  if (foundObjects(lines).length === 0) return 'nothing';
  const lastChange = lines.findLastIndex(({ type }) => type === 'change' || type === 'found');
  const end = lines.findLastIndex(({ type }) => type === 'ended');
  return end > lastChange ? 'kept' : 'interrupted';
}
