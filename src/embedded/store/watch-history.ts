import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { StoreChange } from '../world.ts';
import { expired } from './refusals.ts';

/** A change with the version it made. */
export interface RecordedChange extends StoreChange {
  readonly resourceVersion: number;
  /** `apiVersion/kind` of the object. */
  readonly typeKey: string;
}

/** The last changes of a store, so that a watch can go on from where it was. */
export class WatchHistory {
  readonly #limit: number;
  #changes: RecordedChange[] = [];
  /** Every change after this version is still here. */
  #completeAfter: number;

  constructor(limit: number, startVersion: number) {
    this.#limit = limit;
    this.#completeAfter = startVersion;
  }

  add(change: RecordedChange): void {
    this.#changes.push(change);
    // Dropping in blocks keeps the cost per change constant.
    if (this.#changes.length < 2 * this.#limit) return;
    const dropped = this.#changes.length - this.#limit;
    this.#completeAfter = this.#changes[dropped - 1]?.resourceVersion ?? this.#completeAfter;
    this.#changes = this.#changes.slice(dropped);
  }

  /** Changes of one type after a version, oldest first. @throws ClusterError 410 when some of them are gone. */
  since(resourceVersion: number, typeKey: string): readonly RecordedChange[] {
    if (resourceVersion < this.#completeAfter) throw expired(resourceVersion, this.#completeAfter);
    return this.#changes.filter((change) => change.resourceVersion > resourceVersion && change.typeKey === typeKey);
  }
}

export function typeKeyOf(type: Pick<KubernetesObject, 'apiVersion' | 'kind'>): string {
  return `${type.apiVersion}/${type.kind}`;
}
