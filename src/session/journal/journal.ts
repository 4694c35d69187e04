import { formatTime } from '../../autoscaling/units.ts';
import type { Clock } from '../../cluster/clock.ts';
import type { ObjectRef } from '../../cluster/port.ts';
import { redact } from '../../cluster/redact.ts';
import { refKey } from '../actions/object-ref.ts';
import type { JournalChange, JournalHeader, JournalLine } from './journal-lines.ts';
import type { JournalStore } from './journal-store.ts';

/** What a change line tells besides its number and moment. */
export type AnnouncedChange = Omit<JournalChange, 'type' | 'id' | 'at'>;

/** A run's journal: every change is announced in it, with the object as it was, before it is made. A run that changes nothing leaves none. */
export class Journal {
  readonly #store: JournalStore;
  readonly #clock: Clock;
  readonly #header: () => Promise<JournalHeader>;
  #lines: JournalLine[] = [];
  readonly #kept = new Set<string>();
  #hasHeader: boolean;
  #lastId: number;

  /** `lines` are those the store has already; with them there is a header, too. */
  constructor(store: JournalStore, clock: Clock, header: () => Promise<JournalHeader>, lines?: readonly JournalLine[]) {
    this.#store = store;
    this.#clock = clock;
    this.#header = header;
    for (const line of lines ?? []) this.#keep(line);
    this.#hasHeader = lines !== undefined;
    this.#lastId = Math.max(0, ...(lines ?? []).map((line) => (line.type === 'change' ? line.id : 0)));
  }

  /** Of what has been written, what tells how things were found: a run may go on for days, and change the same objects over and over. */
  get lines(): readonly JournalLine[] {
    return this.#lines;
  }

  /** Resolves to the change's number once it is safe to make it. */
  async announce(change: AnnouncedChange): Promise<number> {
    this.#lastId += 1;
    const id = this.#lastId;
    await this.#append({ type: 'change', id, at: this.#now(), ...change, command: redact(change.command) });
    return id;
  }

  async found(ref: ObjectRef, replicas: number): Promise<void> {
    await this.#append({ type: 'found', at: this.#now(), ref, replicas });
  }

  async outcome(id: number, outcome: 'done' | 'failed', message?: string): Promise<void> {
    const why = message === undefined ? {} : { message: redact(message) };
    await this.#append({ type: 'outcome', id, at: this.#now(), outcome, ...why });
  }

  async restored(): Promise<void> {
    await this.#append({ type: 'restored', at: this.#now() });
  }

  /** Nothing is written about a run that changed nothing. */
  async ended(outstanding: number): Promise<void> {
    if (this.#hasHeader) await this.#append({ type: 'ended', at: this.#now(), outstanding });
  }

  async #append(line: JournalLine): Promise<void> {
    if (!this.#hasHeader) {
      await this.#store.append(JSON.stringify(await this.#header()));
      this.#hasHeader = true;
    }
    await this.#store.append(JSON.stringify(line));
    this.#keep(line);
  }

  /** Of each object the first change counts, of its replicas the first count; nothing of that once all has been put back. */
  #keep(line: JournalLine): void {
    if (line.type === 'restored') {
      this.#lines = [];
      this.#kept.clear();
    }
    if (line.type !== 'change' && line.type !== 'found') return;
    const what = line.type === 'found' ? 'found' : line.verb === 'scale' ? 'scale' : 'whole';
    const key = `${what} ${refKey(line.ref as ObjectRef)}`;
    if (this.#kept.has(key)) return;
    this.#kept.add(key);
    this.#lines.push(line);
  }

  #now(): string {
    return formatTime(this.#clock.now());
  }
}
