import type { JournalStore } from '../../../src/session/journal/journal-store.ts';
import type { Toll } from './live-cluster.ts';

/** A moment at which a program can die: between what it does, or in the middle of it. */
export interface Death {
  /** Which of the writes and journal lines, counted from 1. */
  readonly at: number;
  /** Before it: nothing of it is seen. In the middle: a request was sent and its answer not heard; of a journal line, half is written. */
  readonly when: 'before' | 'in the middle';
}

const forever = new Promise<never>(() => {});

/** A program that writes to a cluster and to its journal, until it dies. */
export class Mortal {
  /** What it did, in order: writes and journal lines. The last one is where it died. */
  readonly steps: string[] = [];
  /** What is in its journal. */
  journal: string;
  isDead = false;
  readonly #death: Death | undefined;

  constructor(death?: Death, journal = '') {
    this.#death = death;
    this.journal = journal;
  }

  readonly store: JournalStore = {
    append: (line) =>
      this.#step(
        `journal ${/"type":"(\w+)"/.exec(line)?.[1]}`,
        async () => this.#write(`${line}\n`),
        async () => this.#write(line.slice(0, line.length / 2)),
      ),
  };

  /** A renewed Lease or a dry run is no step. */
  readonly toll: Toll = (write, send) => {
    if (this.isDead) return forever;
    return /Lease|dry run/.test(write) ? send() : this.#step(write, send, send);
  };

  #write(text: string): void {
    // As a file goes on after a line that was cut.
    const isCut = this.journal !== '' && !this.journal.endsWith('\n');
    this.journal += `${isCut ? '\n' : ''}${text}`;
  }

  /** Does the whole step, its beginning, or nothing, as the death has it. */
  async #step<T>(name: string, whole: () => Promise<T>, half: () => Promise<unknown>): Promise<T> {
    if (this.isDead) return forever;
    this.steps.push(name);
    if (this.steps.length !== this.#death?.at) return whole();
    this.isDead = true;
    if (this.#death.when === 'in the middle') await half();
    return forever;
  }
}
