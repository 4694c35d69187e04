import type { Executor } from './executor.ts';
import { type VirtualUser, VirtualUsers, type VirtualUsersParts } from './virtual-users.ts';

export interface CountedPlan {
  /** When it begins, milliseconds of the cluster's clock. */
  readonly startMs: number;
  readonly users: number;
  /** Iterations of all users together; each takes the next one when it is free. */
  readonly iterations: number;
  readonly maxDurationMs: number;
  readonly gracefulStopMs: number;
  /** Least time between two starts of one user; hey's `-q`. */
  readonly leastIterationMs?: number;
}

/** A number of iterations shared among users, each as fast as it can. */
export class CountedIterations implements Executor {
  readonly maxUsers: number;
  readonly #plan: CountedPlan;
  readonly #users: VirtualUsers;
  #begun = 0;
  #ended = 0;
  #nowMs: number;

  constructor(parts: VirtualUsersParts, plan: CountedPlan) {
    this.#plan = plan;
    this.#nowMs = plan.startMs;
    this.maxUsers = plan.users;
    this.#users = new VirtualUsers(parts, (user, atMs) => {
      this.#ended += 1;
      this.#next(user, Math.max(atMs, user.begunMs + (plan.leastIterationMs ?? 0)));
    });
  }

  get active(): number {
    return this.#users.active;
  }

  /** Iterations ended. */
  get ended(): number {
    return this.#ended;
  }

  get progress(): number {
    return this.#ended / this.#plan.iterations;
  }

  get done(): boolean {
    const over = this.#begun >= this.#plan.iterations || this.#nowMs - this.#plan.startMs >= this.#plan.maxDurationMs;
    return over && this.active === 0;
  }

  advance(nowMs: number): void {
    const { startMs, users, maxDurationMs, gracefulStopMs } = this.#plan;
    if (nowMs < startMs) return;
    if (this.#begun === 0)
      for (let number = 0; number < users; number += 1) this.#next(this.#users.newUser(number), startMs);
    this.#users.advance(nowMs);
    this.#nowMs = nowMs;
    if (nowMs - startMs >= maxDurationMs + gracefulStopMs) this.interrupt();
  }

  interrupt(): void {
    this.#users.interrupt(() => true);
  }

  #next(user: VirtualUser, atMs: number): void {
    const { iterations, startMs, maxDurationMs } = this.#plan;
    if (this.#begun >= iterations || atMs - startMs >= maxDurationMs) return;
    this.#begun += 1;
    this.#users.begin(user, atMs);
  }
}
