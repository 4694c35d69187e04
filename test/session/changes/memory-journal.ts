import type { JournalStore } from '../../../src/session/journal/journal-store.ts';

/** A journal that a test reads back. */
export class MemoryJournal implements JournalStore {
  readonly #lines: string[] = [];

  async append(line: string): Promise<void> {
    this.#lines.push(line);
  }

  /** As a file would have it. */
  get text(): string {
    return this.#lines.map((line) => `${line}\n`).join('');
  }
}
