import type { Executor } from './executor.ts';
import type { LoadFigures } from './load-figures.ts';
import { rampDurationMs, rampLevel, type Stage } from './ramp.ts';
import { type VirtualUser, VirtualUsers, type VirtualUsersParts } from './virtual-users.ts';

export interface ArrivalPlan {
  /** When it begins, milliseconds of the cluster's clock. */
  readonly startMs: number;
  /** Iterations per second. */
  readonly startRate: number;
  readonly stages: readonly Stage[];
  readonly maxUsers: number;
  readonly gracefulStopMs: number;
}

/** An open system: iterations begin at a rate, whatever became of the earlier ones, as long as there are users to carry them out. */
export class ArrivingUsers implements Executor {
  readonly maxUsers: number;
  readonly #plan: ArrivalPlan;
  readonly #durationMs: number;
  readonly #users: VirtualUsers;
  readonly #figures: LoadFigures;
  readonly #resting: VirtualUser[] = [];
  #allocated = 0;
  #nowMs: number;
  #nextMs: number;

  constructor(parts: VirtualUsersParts, plan: ArrivalPlan) {
    this.#plan = plan;
    this.#figures = parts.figures;
    this.#nowMs = plan.startMs;
    this.#nextMs = plan.startMs;
    this.#durationMs = rampDurationMs(plan.stages);
    this.maxUsers = plan.maxUsers;
    this.#users = new VirtualUsers(parts, (user) => this.#resting.push(user));
  }

  get active(): number {
    return this.#users.active;
  }

  /** Iterations per second it aims at now. */
  get rate(): number {
    return rampLevel(this.#plan.startRate, this.#plan.stages, this.#nowMs - this.#plan.startMs);
  }

  get progress(): number {
    return Math.max(0, Math.min(1, (this.#nowMs - this.#plan.startMs) / this.#durationMs));
  }

  get done(): boolean {
    return this.progress === 1 && this.active === 0;
  }

  advance(nowMs: number): void {
    const { startMs, startRate, stages, gracefulStopMs } = this.#plan;
    if (nowMs < startMs) return;
    const untilMs = Math.min(nowMs, startMs + this.#durationMs);
    while (this.#nextMs < untilMs) {
      const rate = rampLevel(startRate, stages, this.#nextMs - startMs);
      if (rate <= 0) {
        // Nothing arrives at a rate of zero: look again in a moment.
        this.#nextMs += 10;
        continue;
      }
      this.#users.advance(this.#nextMs);
      this.#arrive(this.#nextMs);
      this.#nextMs += 1000 / rate;
    }
    this.#users.advance(nowMs);
    this.#nowMs = nowMs;
    if (nowMs - startMs >= this.#durationMs + gracefulStopMs) this.interrupt();
  }

  interrupt(): void {
    this.#users.interrupt(() => true);
  }

  #arrive(atMs: number): void {
    const user = this.#resting.pop() ?? this.#allocate();
    if (user) this.#users.begin(user, atMs);
    else this.#figures.dropped += 1;
  }

  #allocate(): VirtualUser | undefined {
    if (this.#allocated >= this.#plan.maxUsers) return undefined;
    this.#allocated += 1;
    return this.#users.newUser(this.#allocated - 1);
  }
}
