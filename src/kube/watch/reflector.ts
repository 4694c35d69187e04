import type { Cancel, Clock } from '../../cluster/clock.ts';
import {
  ClusterError,
  type ObjectList,
  type ReflectorHandlers,
  type ReflectorHealth,
  type WatchEvent,
} from '../../cluster/port.ts';
import { networkReasons } from '../http/network-error.ts';
import type { Random } from '../real-time.ts';
import type { ReflectorIntervals } from './intervals.ts';
import { ObjectView } from './object-view.ts';
import { retryPauseMs } from './retry-pause.ts';
import type { StreamHandlers } from './watch-stream.ts';

/** Where a reflector gets objects from. */
export interface ReflectorSource {
  list(signal: AbortSignal): Promise<ObjectList>;
  watch(resourceVersion: string, timeoutSeconds: number, handlers: StreamHandlers): Cancel;
}

export interface ReflectorParts {
  readonly source: ReflectorSource;
  readonly clock: Clock;
  readonly random: Random;
  readonly intervals: ReflectorIntervals;
  readonly handlers: ReflectorHandlers;
  /** How a failure is told. */
  readonly healthOf: (error: ClusterError) => ReflectorHealth;
}

/** What a reflector is doing. `backoff` waits for the next attempt, `failed` does so after a refusal that time alone will not lift. */
export type ReflectorState = 'idle' | 'listing' | 'watching' | 'backoff' | 'failed';

/**
 * Keeps a view of a collection in step: lists it, watches from there, resumes watches that end, and lists anew when it cannot know what it
 * missed: after a version that is too old (410), a cut connection or versions that ran backwards (the server behind the address may be
 * another one since).
 */
export class Reflector {
  readonly #parts: ReflectorParts;
  readonly #view: ObjectView;
  readonly #stopped = new AbortController();
  #state: ReflectorState = 'idle';
  /** Where the next watch goes on from; undefined asks for a list. */
  #version: string | undefined;
  #wasLive = false;
  #failures = { count: 0, since: 0 };
  #told = '';

  constructor(parts: ReflectorParts) {
    this.#parts = parts;
    this.#view = new ObjectView(parts.handlers);
  }

  get state(): ReflectorState {
    return this.#state;
  }

  /** Begins. The cancel ends everything; nothing is told afterwards. */
  start(): Cancel {
    this.#tell({ state: 'connecting' });
    void this.#run();
    return () => {
      this.#stopped.abort();
      this.#state = 'idle';
    };
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      try {
        if (this.#version === undefined) await this.#list();
        await this.#watch();
      } catch (error) {
        if (!(error instanceof ClusterError) || this.#isStopped) return this.#surrender(error);
        await this.#recover(error);
      }
    }
  }

  async #list(): Promise<void> {
    this.#state = 'listing';
    const stopNotice = this.#noticeIfSlow('the list');
    try {
      const { items, resourceVersion } = await this.#parts.source.list(this.#stopped.signal);
      if (this.#isStopped) return;
      this.#view.replace(items);
      this.#version = resourceVersion;
    } finally {
      stopNotice();
    }
  }

  /** Resolves when the watch has ended as it should, and rejects when it broke or brought nothing. */
  #watch(): Promise<void> {
    const { clock, random, source, intervals } = this.#parts;
    const version = this.#version;
    if (this.#isStopped || version === undefined) return Promise.resolve();
    this.#state = 'watching';
    const startedAt = clock.now();
    let hasEvents = false;
    let stopNotice = this.#noticeIfSlow('the watch');
    return new Promise<void>((resolve, reject) => {
      const stalled = (): void => finish(undefined);
      let stopStall = clock.after(intervals.stallMs, stalled);
      const finish = (error: ClusterError | undefined): void => {
        stopWatch();
        stopStall();
        stopNotice();
        this.#stopped.signal.removeEventListener('abort', stop);
        if (error !== undefined) reject(error);
        else if (!hasEvents && clock.now() - startedAt < intervals.briefMs) reject(endedAtOnce());
        else resolve();
      };
      const stop = (): void => finish(undefined);
      const stopWatch = source.watch(version, Math.ceil(intervals.watchSeconds * (1 + random() / 5)), {
        onOpen: () => {
          stopNotice();
          stopNotice = () => {};
          this.#live();
        },
        onHeard: () => {
          stopStall();
          stopStall = clock.after(intervals.stallMs, stalled);
        },
        onEvent: (event) => {
          if (this.#isStopped) return;
          hasEvents = true;
          const error = this.#take(event);
          if (error !== undefined) finish(error);
        },
        onEnd: finish,
      });
      this.#stopped.signal.addEventListener('abort', stop, { once: true });
    });
  }

  #take(event: WatchEvent): ClusterError | undefined {
    const version = event.type === 'BOOKMARK' ? event.resourceVersion : (event.object.metadata.resourceVersion ?? '');
    if (isBefore(version, this.#version)) return backwards();
    this.#version = version;
    if (event.type === 'DELETED') this.#view.delete(event.object);
    else if (event.type !== 'BOOKMARK') this.#view.upsert(event.object);
    return undefined;
  }

  #live(): void {
    this.#wasLive = true;
    this.#failures = { count: 0, since: 0 };
    this.#tell({ state: 'live' });
  }

  async #recover(error: ClusterError): Promise<void> {
    const { clock, random, intervals } = this.#parts;
    this.#version = undefined;
    const { count, since } = this.#failures;
    this.#failures = count === 0 ? { count: 1, since: clock.now() } : { count: count + 1, since };
    // An old version is no failure: the list that follows at once has everything.
    if (error.code === 410 && count === 0) return;
    const lastedMs = clock.now() - this.#failures.since;
    const known = { count: this.#failures.count, wasLive: this.#wasLive, lastedMs };
    const pauseMs = retryPauseMs(error, known, intervals, random);
    this.#state = pauseMs >= intervals.refusedPauseMs ? 'failed' : 'backoff';
    this.#tell(this.#parts.healthOf(error));
    await this.#pause(pauseMs);
  }

  /** Something is wrong here and not with the cluster: it is said rather than tried again. */
  #surrender(error: unknown): void {
    if (this.#isStopped) return;
    this.#state = 'failed';
    this.#tell({ state: 'failed', reason: error instanceof Error ? error.message : String(error) });
  }

  #noticeIfSlow(what: string): Cancel {
    const { clock, intervals, healthOf } = this.#parts;
    return clock.after(intervals.slowMs, () => {
      const text = `no answer to ${what} for ${intervals.slowMs / 1000} s; still waiting`;
      this.#tell(healthOf(new ClusterError(0, networkReasons.timeout, text)));
    });
  }

  #pause(delayMs: number): Promise<void> {
    const { signal } = this.#stopped;
    return new Promise((resolve) => {
      const end = (): void => {
        cancel();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const cancel = this.#parts.clock.after(delayMs, end);
      signal.addEventListener('abort', end);
    });
  }

  #tell(health: ReflectorHealth): void {
    const text = JSON.stringify(health);
    if (this.#isStopped || text === this.#told) return;
    this.#told = text;
    this.#parts.handlers.onHealth(health);
  }

  get #isStopped(): boolean {
    return this.#stopped.signal.aborted;
  }
}

/** Versions are opaque, but where both are numbers the smaller one is older (KEP-5504). */
function isBefore(version: string, known: string | undefined): boolean {
  return known !== undefined && /^\d+$/.test(version) && /^\d+$/.test(known) && BigInt(version) < BigInt(known);
}

function backwards(): ClusterError {
  return new ClusterError(410, 'Expired', 'resource versions ran backwards: the server was restored or replaced');
}

function endedAtOnce(): ClusterError {
  return new ClusterError(0, networkReasons.unreachable, 'the server ends every watch at once');
}
