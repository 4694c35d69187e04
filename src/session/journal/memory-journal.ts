import type { JournalStore } from './journal-store.ts';

/** A journal that goes with the program: for clusters that do, too. */
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
