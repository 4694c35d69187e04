import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { ObjectRef } from '../../cluster/port.ts';
import { refKey } from '../actions/object-ref.ts';
import { isSameContent, replicasOf } from './content.ts';
import type { JournalLine } from './journal-lines.ts';

/** An object that was, or may have been, changed: how it was found. */
export interface FoundObject {
  readonly ref: ObjectRef;
  /** Null where there was none; undefined where only its replicas were changed. */
  readonly before: KubernetesObject | null | undefined;
  /** Replicas of a workload before the first change. */
  readonly replicas?: number;
  /** Fields that the journal does not have. */
  readonly redacted: readonly string[];
}

/**
 * How a run found what it changed, since the last time everything was put back: of each object the first state counts. Outcomes do not:
 * a change whose outcome is unknown may have been made.
 */
export function foundObjects(lines: readonly JournalLine[]): readonly FoundObject[] {
  const since = lines.slice(lines.findLastIndex(({ type }) => type === 'restored') + 1);
  const found = new Map<string, FoundObject>();
  for (const line of since) {
    if (line.type !== 'change' && line.type !== 'found') continue;
    const ref = line.ref as ObjectRef;
    const key = refKey(ref);
    const earlier = found.get(key) ?? { ref, before: undefined, redacted: [] };
    if (line.type === 'found') found.set(key, { replicas: line.replicas, ...earlier });
    else if (line.verb === 'scale') found.set(key, { ...replicasIn(line.before), ...earlier });
    else if (earlier.before === undefined)
      found.set(key, { ...earlier, before: line.before, redacted: line.redacted ?? [] });
  }
  return [...found.values()];
}

/** How many objects differ from how they were found, as far as the run's own changes tell. */
export class Ledger {
  readonly #differing = new Map<string, boolean>();
  readonly #first = new Map<string, KubernetesObject | null>();

  /** A change has been made: `after` is what it left, null for nothing, undefined when that is unknown. */
  changed(ref: ObjectRef, before: KubernetesObject | null, after: KubernetesObject | null | undefined): void {
    const key = refKey(ref);
    const first = this.#first.has(key) ? (this.#first.get(key) ?? null) : before;
    this.#first.set(key, first);
    this.#differing.set(key, after === undefined || !isSameContent(first, after));
  }

  /** Everything has been put back. */
  clear(): void {
    this.#differing.clear();
    this.#first.clear();
  }

  get outstanding(): number {
    return [...this.#differing.values()].filter((differs) => differs).length;
  }
}

function replicasIn(before: KubernetesObject | null): { readonly replicas?: number } {
  const replicas = before === null ? undefined : replicasOf(before);
  return replicas === undefined ? {} : { replicas };
}
