import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { Cancel } from '../../cluster/clock.ts';
import {
  ClusterError,
  type ResourceType,
  type WatchEvent,
  type WatchHandlers,
  type WatchOptions,
} from '../../cluster/port.ts';
import type { VirtualClock } from '../clock/virtual-clock.ts';
import { badRequest } from '../store/refusals.ts';
import type { VersionedStore } from '../store/versioned-store.ts';
import type { StoreChange } from '../world.ts';
import { objectFilter } from './object-filter.ts';
import type { Outbox } from './outbox.ts';

/** How often a watch is told up to where it has seen everything. */
const bookmarkMs = 60_000;

interface Cluster {
  readonly store: VersionedStore;
  readonly clock: VirtualClock;
  readonly outbox: Outbox;
}

/** One watch, as the API server serves it: from a version on, or from the objects that are there. */
export function openWatch(
  { store, clock, outbox }: Cluster,
  type: ResourceType,
  options: WatchOptions,
  handlers: WatchHandlers,
): Cancel {
  let open = true;
  const tell = (deliver: () => void): void =>
    outbox.post(() => {
      if (open) deliver();
    });
  try {
    const matches = objectFilter(type, options);
    const send = (change: StoreChange): void => {
      const event = asSeen(change, matches);
      if (event !== undefined) tell(() => handlers.onEvent(event));
    };
    for (const change of firstChanges(store, type, options)) send(change);
    const unsubscribe = store.subscribe(type, send);
    const stopBookmarks = clock.every(bookmarkMs, () => {
      const resourceVersion = String(store.resourceVersion);
      tell(() => handlers.onEvent({ type: 'BOOKMARK', resourceVersion }));
    });
    return () => {
      open = false;
      unsubscribe();
      stopBookmarks();
    };
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    tell(() => handlers.onEnd(error));
    return () => {
      open = false;
    };
  }
}

function firstChanges(
  store: VersionedStore,
  type: ResourceType,
  { resourceVersion }: WatchOptions,
): readonly StoreChange[] {
  // Version 0 asks for whatever state there is.
  if (resourceVersion === undefined || resourceVersion === '0')
    return store.list(type).map((object) => ({ type: 'ADDED', object }));
  const version = Number(resourceVersion);
  if (!Number.isInteger(version)) throw badRequest(`invalid resource version "${resourceVersion}"`);
  return store.changesSince(type, version);
}

/** An object that comes to match the selectors is added for this watch, one that ceases to is deleted. */
function asSeen(
  { type, object, previous }: StoreChange,
  matches: (object: KubernetesObject) => boolean,
): WatchEvent | undefined {
  const isMatch = matches(object);
  const wasMatch = previous !== undefined && matches(previous);
  if (type === 'DELETED') return wasMatch || isMatch ? { type, object } : undefined;
  if (isMatch) return { type: wasMatch ? 'MODIFIED' : 'ADDED', object };
  return wasMatch ? { type: 'DELETED', object } : undefined;
}
