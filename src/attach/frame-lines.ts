import type { Session } from '../session/session.ts';
import type { StageFrame } from './protocol.ts';
import { statusOf } from './session-status.ts';
import { asSent, type SentState, type StatePatch, statePatch } from './state-patch.ts';

/** What a frame is made for. */
export interface FrameReader {
  readonly sent: SentState;
  readonly status: string;
}

/** The frames of one moment. Readers who have the same get the same line, which is made once. */
export class FrameLines {
  readonly #session: Session;
  readonly #patches = new Map<SentState, StatePatch | undefined>();
  readonly #lines = new Map<SentState, string>();
  /** What a reader has after its frame. */
  readonly sent: SentState;
  readonly status: string;

  /** `before`: what was sent of the moment before, and is used again where nothing has changed since. */
  constructor(session: Session, before: SentState) {
    const state = session.store.getState();
    this.#session = session;
    this.sent = before.state === state ? before : asSent(state);
    this.status = JSON.stringify(statusOf(session));
  }

  lineFor({ sent, status }: FrameReader): string {
    const withStatus = status !== this.status;
    const known = withStatus ? undefined : this.#lines.get(sent);
    if (known !== undefined) return known;
    const line = this.#line(sent, withStatus);
    if (!withStatus) this.#lines.set(sent, line);
    return line;
  }

  #line(sent: SentState, withStatus: boolean): string {
    const patch = this.#patch(sent);
    const frame: StageFrame = { type: 'frame', now: this.#session.now(), ...(patch && { patch }) };
    const text = JSON.stringify(frame);
    return withStatus ? `${text.slice(0, -1)},"status":${this.status}}\n` : `${text}\n`;
  }

  #patch(sent: SentState): StatePatch | undefined {
    if (this.#patches.has(sent)) return this.#patches.get(sent);
    const patch = statePatch(sent, this.sent.state);
    this.#patches.set(sent, patch);
    return patch;
  }
}
