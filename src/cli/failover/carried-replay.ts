import type { EpochMs } from '../../autoscaling/units.ts';
import type { Recording } from '../../recording/recording.ts';
import { ReplaySession, type ReplayTime } from '../../recording/replay-session.ts';
import type { SessionState } from '../../session/state.ts';

/** Where a replay takes over, on the clock of its recording. */
export interface TakenOver {
  readonly at: EpochMs;
  /** When the talk would have begun there to have lasted as long as it has. */
  readonly talkStartedAt: EpochMs | undefined;
  /** The context of the cluster that it takes over from. */
  readonly standsInFor: string;
}

/** A replay that goes on with a talk which was begun elsewhere: acts and cues are the recording's, how long it has taken is the talk's own. */
export class CarriedReplay extends ReplaySession {
  override readonly identity: ReplaySession['identity'];
  readonly #talkStartedAt: EpochMs | undefined;
  #shown: { readonly recorded: SessionState; readonly carried: SessionState } | undefined;

  constructor(recording: Recording, time: ReplayTime, { at, talkStartedAt, standsInFor }: TakenOver) {
    super(recording, time);
    this.identity = { ...recording.header.identity, standsInFor };
    this.#talkStartedAt = talkStartedAt;
    this.seek(at);
  }

  override getState(): SessionState {
    const recorded = super.getState();
    const { director } = recorded;
    if (this.#talkStartedAt === undefined || director.talkStartedAt === undefined) return recorded;
    if (this.#shown?.recorded !== recorded) {
      const carried = { ...recorded, director: { ...director, talkStartedAt: this.#talkStartedAt } };
      this.#shown = { recorded, carried };
    }
    return this.#shown.carried;
  }
}
