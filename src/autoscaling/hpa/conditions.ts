import type { Condition } from '../objects.ts';
import { type EpochMs, formatTime } from '../units.ts';

export type ConditionType = 'AbleToScale' | 'ScalingActive' | 'ScalingLimited' | 'ScaledToZero';

/** What a condition says. */
export interface ConditionState {
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly message: string;
}

/** An HPA's conditions during one pass: they keep their order, and what the pass does not touch keeps its old content. */
export class Conditions {
  readonly #now: EpochMs;
  #list: readonly Condition[];

  constructor(before: readonly Condition[], now: EpochMs) {
    this.#now = now;
    this.#list = before;
  }

  get list(): readonly Condition[] {
    return this.#list;
  }

  isTrue(type: ConditionType): boolean {
    return this.#list.some((condition) => condition.type === type && condition.status === 'True');
  }

  /** Sets a condition, appending it if there is none. Its transition time moves only when its status does. */
  set(type: ConditionType, { status, reason, message }: ConditionState): void {
    const before = this.#list.find((condition) => condition.type === type);
    const since = before?.status === status ? before.lastTransitionTime : formatTime(this.#now);
    const after: Condition = {
      type,
      status,
      ...(since !== undefined && { lastTransitionTime: since }),
      reason,
      message,
    };
    this.#list = before
      ? this.#list.map((condition) => (condition === before ? after : condition))
      : [...this.#list, after];
  }

  remove(type: ConditionType): void {
    this.#list = this.#list.filter((condition) => condition.type !== type);
  }
}
