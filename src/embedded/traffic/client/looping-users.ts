import type { Executor } from './executor.ts';
import { rampDurationMs, rampLevel, rampPeak, type Stage } from './ramp.ts';
import { type VirtualUser, VirtualUsers, type VirtualUsersParts } from './virtual-users.ts';

export interface LoopingPlan {
  /** When it begins, milliseconds of the cluster's clock. */
  readonly startMs: number;
  readonly startUsers: number;
  readonly stages: readonly Stage[];
  /** How long a user that is taken away may take to end its iteration. */
  readonly gracefulRampDownMs: number;
  /** How long iterations may go on after the end. */
  readonly gracefulStopMs: number;
  /** Least time between two starts of one user; hey's `-q`. */
  readonly leastIterationMs?: number;
}

/** A closed system: as many users as the ramp says, each of which begins again as soon as it has ended. */
export class LoopingUsers implements Executor {
  readonly maxUsers: number;
  readonly #plan: LoopingPlan;
  readonly #durationMs: number;
  readonly #users: VirtualUsers;
  readonly #known: VirtualUser[] = [];
  /** Users that are meant to run, by number, and since when those above have to leave. */
  #wanted = 0;
  #shrunkAtMs = Number.POSITIVE_INFINITY;
  #nowMs: number;

  constructor(parts: VirtualUsersParts, plan: LoopingPlan) {
    this.#plan = plan;
    this.#nowMs = plan.startMs;
    this.#durationMs = rampDurationMs(plan.stages);
    this.maxUsers = rampPeak(plan.startUsers, plan.stages);
    this.#users = new VirtualUsers(parts, (user, atMs) => this.#again(user, atMs));
  }

  get active(): number {
    return this.#users.active;
  }

  get progress(): number {
    return Math.max(0, Math.min(1, (this.#nowMs - this.#plan.startMs) / this.#durationMs));
  }

  get done(): boolean {
    return this.progress === 1 && this.active === 0;
  }

  advance(nowMs: number): void {
    const { startMs, startUsers, stages, gracefulRampDownMs, gracefulStopMs } = this.#plan;
    if (nowMs < startMs) return;
    const elapsedMs = this.#nowMs - startMs;
    const level = elapsedMs < this.#durationMs ? Math.floor(rampLevel(startUsers, stages, elapsedMs)) : 0;
    if (level < this.#wanted) this.#shrunkAtMs = this.#nowMs;
    this.#wanted = level;
    for (let number = 0; number < level; number += 1) this.#rouse(number);
    // The end is a moment, not a step: nothing begins after it.
    this.#users.advance(Math.min(nowMs, startMs + this.#durationMs));
    if (nowMs >= startMs + this.#durationMs) this.#wanted = 0;
    this.#users.advance(nowMs);
    this.#nowMs = nowMs;
    if (nowMs - this.#shrunkAtMs >= gracefulRampDownMs) this.#users.interrupt(({ number }) => number >= this.#wanted);
    if (nowMs - startMs >= this.#durationMs + gracefulStopMs) this.interrupt();
  }

  interrupt(): void {
    this.#users.interrupt(() => true);
  }

  #rouse(number: number): void {
    const user = this.#known[number] ?? this.#users.newUser(number);
    this.#known[number] = user;
    if (Number.isNaN(user.wakeMs)) this.#users.begin(user, this.#nowMs);
  }

  #again(user: VirtualUser, atMs: number): void {
    if (user.number >= this.#wanted || atMs - this.#plan.startMs >= this.#durationMs) return;
    this.#users.begin(user, Math.max(atMs, user.begunMs + (this.#plan.leastIterationMs ?? 0)));
  }
}
