import type { Random } from '../../world.ts';
import type { CpuLedger } from '../cpu-ledger.ts';
import { type Exchange, unanswered } from '../exchange.ts';
import { MomentHeap } from '../moment-heap.ts';
import type { HttpNetwork } from '../server/http-network.ts';
import type { Journey, RequestStep } from './journey.ts';
import type { LoadFigures } from './load-figures.ts';

export interface VirtualUser {
  readonly number: number;
  /** Index of the step it is in; the journey's length while it rests. */
  step: number;
  begunMs: number;
  /** When it goes on; NaN while it rests. A wake-up at another moment is out of date. */
  wakeMs: number;
  exchange: Exchange | undefined;
  /** It waits for CPU to send the request of its step. */
  sending: boolean;
  readonly onLost: () => void;
}

export interface VirtualUsersParts {
  readonly network: HttpNetwork;
  readonly random: Random;
  /** CPU of the container the users run in: it bounds what they can send. */
  readonly cpu: CpuLedger;
  readonly cpuMillisPerRequest: number;
  readonly figures: LoadFigures;
  readonly journey: Journey;
}

/** The CPU a user costs between two iterations: iterations of nothing do not happen infinitely often. */
const cpuMillisPerIteration = 0.02;

/** A generator this far behind is short of CPU: its requests are put off until it gets to them. */
const promptMs = 1;

/**
 * Users who walk through a journey step by step. Time is worked off in stretches, after the fact: within one, each user's requests and
 * pauses happen at their own moments and in their order.
 */
export class VirtualUsers {
  readonly #parts: VirtualUsersParts;
  readonly #wakes = new MomentHeap<VirtualUser>();
  readonly #onRest: (user: VirtualUser, atMs: number) => void;
  #active = new Set<VirtualUser>();

  /** `onRest` is told of each user that has ended its journey, and may begin another. */
  constructor(parts: VirtualUsersParts, onRest: (user: VirtualUser, atMs: number) => void) {
    this.#parts = parts;
    this.#onRest = onRest;
  }

  /** Users on their journey. */
  get active(): number {
    return this.#active.size;
  }

  newUser(number: number): VirtualUser {
    const user: VirtualUser = {
      number,
      step: this.#parts.journey.length,
      begunMs: 0,
      wakeMs: Number.NaN,
      exchange: undefined,
      sending: false,
      onLost: () => {
        if (user.exchange) this.#sleepUntil(user, user.exchange.endMs);
      },
    };
    return user;
  }

  /** Sets out at `atMs`, now or later. */
  begin(user: VirtualUser, atMs: number): void {
    this.#active.add(user);
    user.begunMs = atMs;
    user.step = -1;
    this.#sleepUntil(user, atMs);
  }

  /** Lets everything happen that falls due until `untilMs`. */
  advance(untilMs: number): void {
    while (this.#wakes.nextMs <= untilMs) {
      const atMs = this.#wakes.nextMs;
      const user = this.#wakes.pop();
      if (user?.wakeMs === atMs) this.#wake(user, atMs);
    }
  }

  /** Breaks off the journeys under way of the users that `which` selects. */
  interrupt(which: (user: VirtualUser) => boolean): void {
    for (const user of this.#active) {
      if (!which(user)) continue;
      user.wakeMs = Number.NaN;
      user.exchange = undefined;
      user.sending = false;
      this.#active.delete(user);
      this.#parts.figures.interrupted += 1;
    }
  }

  #wake(user: VirtualUser, atMs: number): void {
    const { journey, figures } = this.#parts;
    const ended = journey[user.step];
    if (user.sending && ended?.kind === 'request') {
      this.#send(user, ended, atMs);
      return;
    }
    const { exchange } = user;
    if (exchange && ended?.kind === 'request') {
      figures.request(exchange);
      for (const { name, passes } of ended.checks) figures.check(name, passes(exchange));
      user.exchange = undefined;
    }
    user.step += 1;
    const freeMs = user.step === 0 ? this.#parts.cpu.run(atMs, cpuMillisPerIteration) : atMs;
    const step = journey[user.step];
    if (step === undefined) this.#rest(user, atMs);
    else if (step.kind === 'request') this.#request(user, step, freeMs);
    else this.#sleepUntil(user, freeMs + step.minMs + (step.maxMs - step.minMs) * this.#parts.random.next());
  }

  #rest(user: VirtualUser, atMs: number): void {
    user.wakeMs = Number.NaN;
    this.#active.delete(user);
    this.#parts.figures.iterationDurations.add(atMs - user.begunMs);
    this.#onRest(user, atMs);
  }

  #request(user: VirtualUser, step: RequestStep, atMs: number): void {
    const sentMs = this.#parts.cpu.run(atMs, this.#parts.cpuMillisPerRequest);
    if (sentMs - atMs <= promptMs) this.#send(user, step, sentMs);
    else {
      user.sending = true;
      this.#sleepUntil(user, sentMs);
    }
  }

  #send(user: VirtualUser, { target, timeoutMs }: RequestStep, sentMs: number): void {
    const { network, random } = this.#parts;
    user.sending = false;
    user.exchange = target
      ? network.send(target, sentMs, timeoutMs, random, user.onLost)
      : unanswered(sentMs, sentMs, 'unknown-host');
    this.#sleepUntil(user, user.exchange.endMs);
  }

  #sleepUntil(user: VirtualUser, atMs: number): void {
    user.wakeMs = atMs;
    this.#wakes.push(atMs, user);
  }
}
