import type { Cancel, Clock } from '../../cluster/clock.ts';
import { ClusterError } from '../../cluster/port.ts';
import { networkReasons } from '../http/network-error.ts';

/** In milliseconds. Silence and answer together are less than the three seconds in which a dead server has to be spoken of. */
export interface PulseIntervals {
  /** Without a byte for this long, the server is asked for a sign of life. */
  readonly silenceMs: number;
  /** What it may take for that. */
  readonly answerMs: number;
  /** Between questions while there is no quick answer. */
  readonly repeatMs: number;
}

export const pulseIntervals: PulseIntervals = { silenceMs: 1500, answerMs: 1200, repeatMs: 1500 };

export interface PulseParts {
  readonly clock: Clock;
  readonly intervals: PulseIntervals;
  /** Asks the server for anything small; on a connection of its own if `isFresh`. Rejects with a ClusterError. */
  readonly probe: (signal: AbortSignal, isFresh: boolean) => Promise<void>;
  /** Ends every connection: what was sent on them was swallowed. */
  readonly dropConnections: () => void;
  readonly server: () => string;
}

interface Probe {
  readonly startedAt: number;
  readonly ending: AbortController;
}

type Listener = (silence: ClusterError | undefined) => void;

/** Beyond this many open questions the oldest is given up. */
const probesAtMost = 10;

/**
 * Whether the server is there at all. A watch with no news and a connection whose other end has vanished look alike, so a server that says
 * nothing is asked. When a later question is answered before an earlier one, the network has swallowed what was sent before: the
 * connections of that time are dropped, and whoever used them begins anew at once instead of waiting for a timeout.
 */
export class Pulse {
  readonly #parts: PulseParts;
  readonly #listeners = new Set<Listener>();
  readonly #probes = new Set<Probe>();
  #holders = 0;
  #heardAt = 0;
  #silence: ClusterError | undefined;
  #hasLost = false;
  #stopTimer: Cancel = () => {};

  constructor(parts: PulseParts) {
    this.#parts = parts;
  }

  /** Something came from the server. */
  heard(): void {
    this.#heardAt = this.#parts.clock.now();
  }

  /** Looks after the server for as long as someone holds this. */
  hold(): Cancel {
    this.#holders += 1;
    if (this.#holders === 1) {
      this.heard();
      this.#look();
    }
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#holders -= 1;
      if (this.#holders === 0) this.#rest();
    };
  }

  /** What is wrong with the server; undefined while it answers. */
  get silence(): ClusterError | undefined {
    return this.#silence;
  }

  /** Calls `listener` when {@link silence} changes. */
  subscribe(listener: Listener): Cancel {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #look(): void {
    const { clock, intervals } = this.#parts;
    const sinceMs = clock.now() - this.#heardAt;
    const isDue = this.#silence !== undefined || sinceMs >= intervals.silenceMs;
    if (isDue) this.#ask();
    this.#stopTimer = clock.after(isDue ? intervals.repeatMs : intervals.silenceMs - sinceMs, () => this.#look());
  }

  #ask(): void {
    const { clock, intervals, probe: send } = this.#parts;
    const probe: Probe = { startedAt: clock.now(), ending: new AbortController() };
    this.#probes.add(probe);
    if (this.#probes.size > probesAtMost) this.#giveUpOldest();
    const stopDeadline = clock.after(intervals.answerMs, () => {
      if (this.#probes.has(probe) && this.#heardAt <= probe.startedAt) this.#say(this.#quiet());
    });
    const ended = (): boolean => {
      stopDeadline();
      return this.#probes.delete(probe);
    };
    send(probe.ending.signal, this.#silence !== undefined).then(
      () => ended() && this.#answered(probe),
      (error: unknown) => {
        if (!ended()) return;
        // Even a refusal is an answer.
        if (error instanceof ClusterError && error.code !== 0) this.#answered(probe);
        else this.#say(error instanceof ClusterError ? error : this.#quiet());
      },
    );
  }

  #answered({ startedAt }: Probe): void {
    const { clock, intervals } = this.#parts;
    const tookMs = clock.now() - startedAt;
    this.heard();
    if (tookMs > intervals.answerMs) {
      const text = `${this.#parts.server()} takes ${(tookMs / 1000).toFixed(1)} s to answer`;
      this.#say(new ClusterError(0, networkReasons.timeout, text));
      return;
    }
    if (this.#silence === undefined) return;
    const hasLost = this.#hasLost || [...this.#probes].some((other) => other.startedAt < startedAt);
    this.#giveUpAll();
    if (hasLost) this.#parts.dropConnections();
    this.#say(undefined);
  }

  #quiet(): ClusterError {
    const seconds = Math.max(1, Math.round((this.#parts.clock.now() - this.#heardAt) / 1000));
    return new ClusterError(0, networkReasons.timeout, `${this.#parts.server()} has not answered for ${seconds} s`);
  }

  #say(silence: ClusterError | undefined): void {
    if (this.#silence?.message === silence?.message) return;
    this.#silence = silence;
    for (const listener of [...this.#listeners]) listener(silence);
  }

  #giveUpOldest(): void {
    const [oldest] = this.#probes;
    if (oldest === undefined) return;
    this.#probes.delete(oldest);
    this.#hasLost = true;
    oldest.ending.abort();
  }

  #giveUpAll(): void {
    for (const { ending } of this.#probes) ending.abort();
    this.#probes.clear();
    this.#hasLost = false;
  }

  #rest(): void {
    this.#stopTimer();
    this.#giveUpAll();
    this.#silence = undefined;
  }
}
