import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { type EpochMs, formatTime } from '../../autoscaling/units.ts';
import type { Clock } from '../../cluster/clock.ts';
import type { CoreEvent } from '../../cluster/objects.ts';
import { resources } from '../../cluster/resources.ts';
import type { EventRecorder, ObjectStore } from '../world.ts';
import { SimilarEventAggregation } from './aggregation.ts';
import { RecentMap } from './recent-map.ts';
import { SpamFilter } from './spam-filter.ts';

const eventLifetimeMs = 3_600_000;

interface Observation {
  readonly name: string;
  readonly count: number;
  readonly firstTimestamp: string;
}

type NewEvent = Omit<CoreEvent, 'metadata' | 'count' | 'firstTimestamp'>;

/** Writes core/v1 Events as client-go's recorder does: repeated ones are counted, similar ones combined, floods cut off. */
export class StoreEventRecorder implements EventRecorder {
  readonly #store: ObjectStore;
  readonly #clock: Clock;
  readonly #similar = new SimilarEventAggregation();
  readonly #spam = new SpamFilter();
  readonly #seen = new RecentMap<Observation>();
  /** Last write of each stored event, by namespace and name. */
  readonly #writtenAt = new Map<string, EpochMs>();
  #serial = 0;

  constructor(store: ObjectStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  record(about: KubernetesObject, type: CoreEvent['type'], reason: string, message: string, component: string): void {
    const now = this.#clock.now();
    const { name, namespace, uid } = about.metadata;
    const source = `${component}/${about.kind}/${namespace ?? ''}/${name}/${uid ?? ''}/${type}`;
    const aggregated = this.#similar.aggregate(`${source}/${reason}`, message, now);
    const observed = this.#observe(aggregated.key, name, now);
    if (!this.#spam.admits(source, now)) return;
    this.#write(namespace ?? 'default', observed, {
      apiVersion: 'v1',
      kind: 'Event',
      type,
      reason,
      message: aggregated.message,
      lastTimestamp: formatTime(now),
      involvedObject: {
        apiVersion: about.apiVersion,
        kind: about.kind,
        ...(namespace === undefined ? {} : { namespace }),
        name,
        ...(uid === undefined ? {} : { uid }),
        ...(about.metadata.resourceVersion === undefined ? {} : { resourceVersion: about.metadata.resourceVersion }),
      },
      source: { component },
      reportingComponent: component,
      reportingInstance: '',
    });
  }

  /** Counts an occurrence. Occurrences that the spam filter then drops stay counted. */
  #observe(key: string, objectName: string, now: EpochMs): Observation {
    const last = this.#seen.get(key);
    this.#serial += 1;
    const observed = {
      name: last?.name ?? `${objectName}.${BigInt(Math.floor(now) * 1000 + (this.#serial % 1000)).toString(16)}`,
      count: (last?.count ?? 0) + 1,
      firstTimestamp: last?.firstTimestamp ?? formatTime(now),
    };
    this.#seen.set(key, observed);
    return observed;
  }

  #write(namespace: string, { name, count, firstTimestamp }: Observation, event: NewEvent): void {
    const stored = this.#store.get<CoreEvent>(resources.events, namespace, name);
    this.#writtenAt.set(`${namespace}/${name}`, this.#clock.now());
    if (stored !== undefined) {
      this.#store.update({ ...event, metadata: stored.metadata, count, firstTimestamp } as CoreEvent);
      return;
    }
    this.#store.create({ ...event, metadata: { namespace, name }, count, firstTimestamp } as CoreEvent);
    this.#clock.after(eventLifetimeMs, () => this.#expire(namespace, name));
  }

  /** The API server keeps an event for an hour after its last write. */
  #expire(namespace: string, name: string): void {
    const key = `${namespace}/${name}`;
    const writtenAt = this.#writtenAt.get(key) ?? 0;
    const leftMs = writtenAt + eventLifetimeMs - this.#clock.now();
    if (leftMs > 0) {
      this.#clock.after(leftMs, () => this.#expire(namespace, name));
      return;
    }
    this.#writtenAt.delete(key);
    this.#store.remove(resources.events, namespace, name);
  }
}
