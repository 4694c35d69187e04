import type { EpochMs } from '../../autoscaling/units.ts';

/** Remembers since when each condition has had its status. */
export class Transitions {
  readonly #known = new Map<string, { readonly status: string; readonly since: EpochMs }>();

  /** When the condition came to be what it is now. */
  since(condition: string, status: string, now: EpochMs): EpochMs {
    const known = this.#known.get(condition);
    if (known?.status === status) return known.since;
    this.#known.set(condition, { status, since: now });
    return now;
  }
}
