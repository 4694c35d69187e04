import type { Scenario } from '../../scenario/model.ts';
import { carriedPosition } from '../../session/failover/carried-position.ts';
import { type Outage, OutageWatch } from '../../session/failover/outage.ts';
import type { Session } from '../../session/session.ts';
import type { FailOver, Turn } from '../../ui/cockpit/fail-over.ts';
import { stopwatch } from '../../ui/text/durations.ts';
import type { OpenStandIn, StandIn } from './stand-in.ts';
import { untilShown } from './until-shown.ts';

export interface FailOverOptions {
  /** The run on the real cluster. It goes on being observed, whatever is shown. */
  readonly live: Session;
  /** In the order in which they are asked. */
  readonly standIns: readonly OpenStandIn[];
}

/** Carries a run on elsewhere while its cluster does not answer, and back when it does. The live session stays the caller's. */
export class ClusterFailOver implements FailOver {
  readonly #live: Session;
  readonly #standIns: readonly OpenStandIn[];
  readonly #watch = new OutageWatch();
  #standIn: StandIn | undefined;
  #isClosed = false;

  constructor({ live, standIns }: FailOverOptions) {
    this.#live = live;
    this.#standIns = standIns;
  }

  notice(): string | undefined {
    const outage = this.#outage();
    const { context } = this.#live.identity;
    if (this.#standIn) return outage ? undefined : `${context} answers again: F returns to it`;
    if (outage === undefined || this.#leftMs(outage) > 0) return undefined;
    const silent = stopwatch(this.#live.now() - outage.since);
    return `${context} has not answered for ${silent}: F carries on without it (${outage.reason})`;
  }

  async turn(): Promise<Turn> {
    const outage = this.#outage();
    const { context } = this.#live.identity;
    if (this.#standIn) {
      if (outage) throw new Error(`${context} does not answer yet: ${outage.reason}`);
      return this.#back(this.#standIn);
    }
    if (outage === undefined) throw new Error(`${context} answers: there is no need to carry on without it.`);
    const leftMs = this.#leftMs(outage);
    if (leftMs > 0)
      throw new Error(`${context} may come back: F carries on without it in ${Math.ceil(leftMs / 1000)} s.`);
    return this.#leave();
  }

  /** Closes what stands in. Closing twice is harmless. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#closeStandIn();
  }

  async #closeStandIn(): Promise<void> {
    const standIn = this.#standIn;
    this.#standIn = undefined;
    await standIn?.close();
  }

  async #leave(): Promise<Turn> {
    const live = this.#live;
    const { autopilot } = live.store.getState().director;
    // Two runs would play the acts otherwise, one of them on a cluster that nobody looks at.
    if (autopilot) await live.dispatch({ type: 'toggleAutopilot' });
    live.cancelWaiting();
    const standIn = await this.#open();
    this.#standIn = standIn;
    if (this.#isClosed) await this.#closeStandIn();
    const { session, surroundings, what } = standIn;
    if (autopilot && !session.playback) await session.dispatch({ type: 'toggleAutopilot' });
    return {
      session,
      surroundings,
      remark: `The show goes on, from ${what}.`,
    };
  }

  /** What was done elsewhere is not done to the cluster; the talk alone goes on from there, led by a person. */
  async #back(standIn: StandIn): Promise<Turn> {
    const live = this.#live;
    const there = standIn.session.store.getState();
    const position = carriedPosition(there.director, standIn.session.now(), live.now());
    live.carryOn?.(position);
    await untilShown(live.store, ({ director }) => director.act === position.act && director.cue === position.cue);
    await this.#closeStandIn();
    const { context } = live.identity;
    return {
      session: live,
      surroundings: {},
      remark: `Back on ${context}.${otherMode(live, there.modes.at(-1)?.mode)}`,
    };
  }

  async #open(): Promise<StandIn> {
    for (const open of this.#standIns) {
      const standIn = await open(this.#live);
      if (standIn) return standIn;
    }
    throw new Error('There is nothing to carry on from.');
  }

  #outage(): Outage | undefined {
    return this.#watch.look(this.#live.store.getState(), this.#live.now());
  }

  #leftMs({ since }: Outage): number {
    return this.#live.scenario.target.failOverAfterSeconds * 1000 - (this.#live.now() - since);
  }
}

/** Which key brings the cluster to where the talk is, where it is elsewhere. */
function otherMode({ scenario, store }: Session, wanted: string | undefined): string {
  const mode = findMode(scenario, wanted);
  const present = findMode(scenario, store.getState().modes.at(-1)?.mode);
  if (mode === undefined || mode === present) return '';
  return ` The talk is in mode ${mode.title}, the cluster ${present ? `in ${present.title}` : 'in none'}: ${mode.key} switches.`;
}

function findMode({ modes }: Scenario, id: string | undefined) {
  return modes.find((mode) => mode.id === id);
}
