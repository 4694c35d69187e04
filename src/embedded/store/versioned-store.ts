import type { KubernetesObject, LabelSelector } from '../../autoscaling/objects.ts';
import { matchesSelector, selectorOf } from '../../autoscaling/selector.ts';
import { formatTime } from '../../autoscaling/units.ts';
import type { Cancel, Clock } from '../../cluster/clock.ts';
import type { ResourceType } from '../../cluster/port.ts';
import { resourceOf } from '../../cluster/resources.ts';
import type { ObjectStore, Random, StoreChange } from '../world.ts';
import { ChangeFeed } from './change-feed.ts';
import { sameJson } from './equality.ts';
import { hasFinalizers } from './graceful-deletion.ts';
import { withJobSelector } from './job-selector.ts';
import { nameSuffix, newUid } from './names.ts';
import { ObjectTable } from './object-table.ts';
import { alreadyExists, badRequest, notFound, staleWrite, unknownPath } from './refusals.ts';
import { type RecordedChange, typeKeyOf, WatchHistory } from './watch-history.ts';

export interface StoreOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** What the API server fills in before it stores an object. */
  readonly withDefaults: (object: KubernetesObject) => KubernetesObject;
  /** What mutating admission makes of a new object before defaults are filled in again. */
  readonly admitNew?: (object: KubernetesObject) => KubernetesObject;
  /** Changes kept for watches that resume. */
  readonly historyLimit?: number;
}

/** {@link ObjectStore} in memory, with the last changes kept for watches. */
export class VersionedStore implements ObjectStore {
  readonly #options: StoreOptions;
  readonly #tables = new Map<string, ObjectTable>();
  readonly #feed = new ChangeFeed();
  readonly #history: WatchHistory;
  readonly #uids: Random;
  readonly #suffixes: Random;
  #resourceVersion = 1;

  constructor(options: StoreOptions) {
    this.#options = options;
    this.#history = new WatchHistory(options.historyLimit ?? 4096, this.#resourceVersion);
    this.#uids = options.random.fork('uid');
    this.#suffixes = options.random.fork('name-suffix');
  }

  get resourceVersion(): number {
    return this.#resourceVersion;
  }

  get<T extends KubernetesObject>(type: ResourceType, namespace: string | undefined, name: string): T | undefined {
    return this.#table(type).get(type.namespaced ? namespace : undefined, name) as T | undefined;
  }

  list<T extends KubernetesObject>(type: ResourceType, namespace?: string): readonly T[] {
    return this.#table(type).list(type.namespaced ? namespace : undefined) as unknown as readonly T[];
  }

  select<T extends KubernetesObject>(type: ResourceType, namespace: string, selector: LabelSelector): readonly T[] {
    const parsed = selectorOf(selector);
    return this.list<T>(type, namespace).filter((object) => matchesSelector(parsed, object.metadata.labels));
  }

  /** Changes after a version. @throws ClusterError 410 when they are no longer all known. */
  changesSince(type: ResourceType, resourceVersion: number): readonly RecordedChange[] {
    return this.#history.since(resourceVersion, typeKeyOf(type));
  }

  create<T extends KubernetesObject>(object: T): T {
    const type = typeOf(object);
    const name = object.metadata.name || this.#generatedName(type, object);
    if (!name) throw badRequest('name or generateName is required');
    if (type.namespaced && !object.metadata.namespace)
      throw badRequest(`an object of ${type.plural} needs a namespace`);
    if (this.#table(type).get(object.metadata.namespace, name) !== undefined) throw alreadyExists(type, name);
    const created = this.#created({ ...object, metadata: { ...object.metadata, name } });
    const identified = { ...created, metadata: { ...created.metadata, uid: newUid(this.#uids) } };
    return this.#commit('ADDED', withJobSelector(identified)) as T;
  }

  /** The API server draws again when a name is taken, seven times (KEP-4420). Empty: there is nothing to begin the name with. */
  #generatedName(type: ResourceType, { metadata: { generateName, namespace } }: KubernetesObject): string {
    if (!generateName) return '';
    let name = '';
    for (let draws = 0; draws < 8; draws += 1) {
      name = `${generateName}${nameSuffix(this.#suffixes)}`;
      if (this.#table(type).get(namespace, name) === undefined) break;
    }
    return name;
  }

  /** The object as {@link create} or {@link update} would store it, for dry runs. */
  preview(object: KubernetesObject): KubernetesObject {
    const { namespace, name } = object.metadata;
    const previous = this.get(typeOf(object), namespace, name);
    return previous === undefined ? this.#created(object) : replacement(previous, this.#options.withDefaults(object));
  }

  update<T extends KubernetesObject>(object: T): T {
    const previous = this.#existing(object);
    const { resourceVersion } = object.metadata;
    if (resourceVersion !== undefined && resourceVersion !== previous.metadata.resourceVersion) {
      throw staleWrite(typeOf(object), object.metadata.name);
    }
    return this.#replace(previous, this.#options.withDefaults(object)) as T;
  }

  /** As a patch of the status subresource: whatever else changed meanwhile stays. */
  updateStatus<T extends KubernetesObject>(object: T): T {
    const previous = this.#existing(object);
    return this.#replace(previous, { ...previous, status: object.status }) as T;
  }

  remove(type: ResourceType, namespace: string | undefined, name: string): KubernetesObject | undefined {
    const previous = this.get(type, namespace, name);
    return previous && this.#commit('DELETED', previous, previous);
  }

  subscribe(type: ResourceType | 'all', listener: (change: StoreChange) => void): Cancel {
    return this.#feed.subscribe(type === 'all' ? undefined : typeKeyOf(type), listener);
  }

  #created(object: KubernetesObject): KubernetesObject {
    const { withDefaults, admitNew } = this.#options;
    const complete = withDefaults(admitNew?.(object) ?? object);
    const creationTimestamp = formatTime(this.#options.clock.now());
    const generation = complete.spec === undefined ? {} : { generation: 1 };
    return { ...complete, metadata: { ...complete.metadata, creationTimestamp, ...generation } };
  }

  #replace(previous: KubernetesObject, next: KubernetesObject): KubernetesObject {
    const object = replacement(previous, next);
    if (sameJson(previous, object)) return previous;
    return isReleased(object) ? this.#commit('DELETED', object, previous) : this.#commit('MODIFIED', object, previous);
  }

  #commit(type: StoreChange['type'], object: KubernetesObject, previous?: KubernetesObject): KubernetesObject {
    this.#resourceVersion += 1;
    const resourceVersion = this.#resourceVersion;
    const stored = { ...object, metadata: { ...object.metadata, resourceVersion: String(resourceVersion) } };
    const table = this.#table(object);
    if (type === 'DELETED') table.remove(stored);
    else table.put(stored);
    const typeKey = typeKeyOf(object);
    const change = { type, object: stored, ...(previous === undefined ? {} : { previous }), resourceVersion, typeKey };
    this.#history.add(change);
    this.#feed.tell(change);
    return stored;
  }

  #existing(object: KubernetesObject): KubernetesObject {
    const type = typeOf(object);
    const { namespace, name } = object.metadata;
    const found = this.get(type, namespace, name);
    if (found === undefined) throw notFound(type, name);
    return found;
  }

  #table(type: Pick<KubernetesObject, 'apiVersion' | 'kind'>): ObjectTable {
    const key = typeKeyOf(type);
    let table = this.#tables.get(key);
    if (table === undefined) {
      table = new ObjectTable();
      this.#tables.set(key, table);
    }
    return table;
  }
}

/** `next` in the place of `previous`, which keeps what only the server sets. */
function replacement(previous: KubernetesObject, next: KubernetesObject): KubernetesObject {
  const { uid, creationTimestamp, generation, resourceVersion } = previous.metadata;
  const specChanged = !sameJson(previous.spec, next.spec);
  return {
    ...next,
    metadata: {
      ...next.metadata,
      ...(uid === undefined ? {} : { uid }),
      ...(creationTimestamp === undefined ? {} : { creationTimestamp }),
      ...(resourceVersion === undefined ? {} : { resourceVersion }),
      ...(generation === undefined ? {} : { generation: specChanged ? generation + 1 : generation }),
    },
  };
}

/** Being deleted, and nothing holds it any more: no grace period, no finalizer. */
function isReleased(object: KubernetesObject): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds } = object.metadata;
  return deletionTimestamp !== undefined && !deletionGracePeriodSeconds && !hasFinalizers(object);
}

function typeOf(object: KubernetesObject): ResourceType {
  const type = resourceOf(object);
  if (type === undefined) throw unknownPath();
  return type;
}
