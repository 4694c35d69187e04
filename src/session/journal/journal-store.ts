/** Where a run's journal is kept: a file at the edge of the program, the memory in tests and for clusters that go with the run. */
export interface JournalStore {
  /** Adds one line (without its end) and resolves once it would survive the program's death. Rejects when it cannot be kept. */
  append(line: string): Promise<void>;
}
