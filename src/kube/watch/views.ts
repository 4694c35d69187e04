import type { Cancel, Clock } from '../../cluster/clock.ts';
import type { ListOptions, ReflectorHandlers, ResourceType } from '../../cluster/port.ts';
import type { ApiClient } from '../http/api-client.ts';
import { listInPages } from '../objects/paged-list.ts';
import type { Random } from '../real-time.ts';
import { failedHealth } from './failed-health.ts';
import type { ReflectorIntervals } from './intervals.ts';
import type { Pulse } from './pulse.ts';
import { underPulse } from './pulsed-health.ts';
import { Reflector } from './reflector.ts';
import { openWatchStream } from './watch-stream.ts';

export interface ViewsParts {
  readonly client: ApiClient;
  readonly clock: Clock;
  readonly random: Random;
  readonly intervals: ReflectorIntervals;
  readonly pulse: Pulse;
}

/** The reflected views of one cluster. They share its pulse: when the server falls silent, all of them say so. */
export class Views {
  readonly #parts: ViewsParts;

  constructor(parts: ViewsParts) {
    this.#parts = parts;
  }

  /** Something came from the server. */
  heard(): void {
    this.#parts.pulse.heard();
  }

  open(type: ResourceType, options: ListOptions, handlers: ReflectorHandlers): Cancel {
    const { client, clock, random, intervals, pulse } = this.#parts;
    const healthOf = (error: Parameters<typeof failedHealth>[0]) => failedHealth(error, type, options);
    const health = underPulse(pulse, healthOf, handlers.onHealth);
    const reflector = new Reflector({
      source: {
        // The reflector itself waits as long as the server wants it to, and says so meanwhile.
        list: (signal) =>
          listInPages((path) => client.json({ method: 'GET', path, gzip: true }, signal), type, options),
        watch: (resourceVersion, timeoutSeconds, stream) =>
          openWatchStream(client, type, { ...options, resourceVersion, timeoutSeconds }, stream, () => pulse.heard()),
      },
      clock,
      random,
      intervals,
      handlers: { ...handlers, onHealth: health.own },
      healthOf,
    });
    const stop = reflector.start();
    const letGo = pulse.hold();
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      stop();
      health.stop();
      letGo();
    };
  }
}
