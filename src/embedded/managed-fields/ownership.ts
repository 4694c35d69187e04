import type { KubernetesObject, ManagedFieldsEntry } from '../../autoscaling/objects.ts';
import { type EpochMs, formatTime } from '../../autoscaling/units.ts';
import { sameJson } from '../store/equality.ts';
import { decodeFields, encodeFields } from './fields-v1.ts';
import { type FieldPath, leafPaths } from './leaf-paths.ts';

/** Who writes, as `managedFields` identifies it. */
export interface FieldWriter {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly subresource?: string;
}

export function isWriter(entry: ManagedFieldsEntry, { manager, operation, subresource }: FieldWriter): boolean {
  return entry.manager === manager && entry.operation === operation && entry.subresource === subresource;
}

/** `next` with `managedFields` that credit `writer` with whatever differs from `previous` outside of status. */
export function creditUpdate<T extends KubernetesObject>(
  previous: KubernetesObject | undefined,
  next: T,
  writer: FieldWriter,
  now: EpochMs,
): T {
  const before = previous === undefined ? new Map<FieldPath, unknown>() : ownableLeaves(previous);
  const after = ownableLeaves(next);
  const changed = new Set<FieldPath>();
  for (const [path, value] of after) if (!sameJson(before.get(path), value)) changed.add(path);

  const entries = next.metadata.managedFields ?? [];
  const own = entries.find((entry) => isWriter(entry, writer));
  const others = entries
    .filter((entry) => entry !== own)
    .flatMap((entry) => releasedBy(entry, (path) => changed.has(path) || !after.has(path)));
  if (changed.size === 0) return next;
  const owned = new Set([...decodeFields(own?.fieldsV1), ...changed].filter((path) => after.has(path)));
  return withEntries(next, [...others, entryOf(writer, next.apiVersion, owned, now)]);
}

/** Leaves that have owners here: everything but status, which controllers write without asking. */
export function ownableLeaves(object: KubernetesObject): Map<FieldPath, unknown> {
  const { status: _status, ...rest } = object;
  return leafPaths(rest);
}

export function entryOf(
  { manager, operation, subresource }: FieldWriter,
  apiVersion: string,
  paths: Iterable<FieldPath>,
  now: EpochMs,
): ManagedFieldsEntry {
  return {
    manager,
    operation,
    apiVersion,
    time: formatTime(now),
    fieldsType: 'FieldsV1',
    fieldsV1: encodeFields(paths),
    ...(subresource === undefined ? {} : { subresource }),
  };
}

/** The entry without some of its paths; nothing when none is left. */
export function releasedBy(entry: ManagedFieldsEntry, gone: (path: FieldPath) => boolean): ManagedFieldsEntry[] {
  const paths = decodeFields(entry.fieldsV1);
  const kept = [...paths].filter((path) => !gone(path));
  if (kept.length === paths.size) return [entry];
  return kept.length === 0 ? [] : [{ ...entry, fieldsV1: encodeFields(kept) }];
}

export function withEntries<T extends KubernetesObject>(object: T, managedFields: readonly ManagedFieldsEntry[]): T {
  return { ...object, metadata: { ...object.metadata, managedFields } };
}
