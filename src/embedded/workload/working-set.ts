import { parseMilli } from '../../autoscaling/quantity/milli.ts';
import type { EpochMs } from '../../autoscaling/units.ts';
import type { WorkloadModel } from '../setup.ts';

/** Share of the idle working set that a program has before its start-up work begins. */
const shareAtStart = 0.6;
/** A loaded message and what is made of it. */
const defaultBytesPerItem = 128 * 1024;

/** Memory of one program in closed form: what it has idle, what its items in work hold, and what has grown while it served. */
export class WorkingSet {
  readonly #idleBytes: number;
  readonly #bytesPerItem: number;
  readonly #growthBytesPerSecond: number;
  readonly #mostGrowthBytes: number;
  #servingSince: EpochMs | undefined;

  constructor({ idle, memory = {} }: Pick<WorkloadModel, 'idle' | 'memory'>) {
    const { growthBytesPerSecond = 0, growthLimit, perItem } = memory;
    this.#idleBytes = bytesOf(idle.memory);
    this.#bytesPerItem = perItem === undefined ? defaultBytesPerItem : bytesOf(perItem);
    this.#growthBytesPerSecond = growthBytesPerSecond;
    this.#mostGrowthBytes = growthLimit === undefined ? Number.POSITIVE_INFINITY : bytesOf(growthLimit);
  }

  /** Start-up is over. */
  serve(now: EpochMs): void {
    this.#servingSince ??= now;
  }

  bytes(now: EpochMs, items: number): number {
    if (this.#servingSince === undefined)
      return Math.round(this.#idleBytes * shareAtStart) + items * this.#bytesPerItem;
    const grown = ((now - this.#servingSince) / 1000) * this.#growthBytesPerSecond;
    return this.#idleBytes + items * this.#bytesPerItem + Math.min(grown, this.#mostGrowthBytes);
  }

  /** Whole milliseconds until there are more than `limitBytes`, as long as the items stay as many; undefined: never. */
  msUntilAbove(limitBytes: number, now: EpochMs, items: number): number | undefined {
    if (this.bytes(now, items) > limitBytes) return 0;
    if (this.#servingSince === undefined || this.#growthBytesPerSecond === 0) return undefined;
    const room = limitBytes - this.#idleBytes - items * this.#bytesPerItem;
    if (room >= this.#mostGrowthBytes) return undefined;
    const fullMs = (room / this.#growthBytesPerSecond) * 1000;
    return Math.max(1, Math.floor(fullMs) + 1 - (now - this.#servingSince));
  }
}

function bytesOf(quantity: string): number {
  return Number(parseMilli(quantity) / 1000n);
}
