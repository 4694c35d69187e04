import type { KubernetesObject } from '../../autoscaling/objects.ts';
import type { EpochMs } from '../../autoscaling/units.ts';
import { sameJson } from '../store/equality.ts';
import { conflictError, conflictsWith } from './apply-conflict.ts';
import { decodeFields } from './fields-v1.ts';
import type { FieldPath } from './leaf-paths.ts';
import { mergeFields, withoutPaths } from './merge.ts';
import { entryOf, type FieldWriter, isWriter, ownableLeaves, releasedBy, withEntries } from './ownership.ts';

export interface ApplyOptions {
  readonly manager: string;
  /** Takes fields over that others own with another value. */
  readonly force: boolean;
  readonly now: EpochMs;
  /** Absent: the object itself is applied. */
  readonly subresource?: string;
}

/**
 * Server-side apply of a configuration to a live object, or to none: fields of the configuration are set and owned, fields the
 * manager owned before and no longer lists are removed unless someone else owns them, too.
 * @throws ClusterError 409 when another manager owns a field with a different value and `force` is off.
 */
export function applyConfiguration(
  live: KubernetesObject | undefined,
  applied: KubernetesObject,
  { manager, force, now, subresource }: ApplyOptions,
): KubernetesObject {
  const writer: FieldWriter = {
    manager,
    operation: 'Apply',
    ...(subresource === undefined ? {} : { subresource }),
  };
  const { managedFields: _managedFields, resourceVersion: _version, ...metadata } = applied.metadata;
  const configuration: KubernetesObject = { ...applied, metadata };
  const wanted = ownableLeaves(configuration);
  const owned = entryOf(writer, applied.apiVersion, wanted.keys(), now);
  if (live === undefined) return withEntries(configuration, [owned]);

  const entries = live.metadata.managedFields ?? [];
  const previous = entries.find((entry) => isWriter(entry, writer));
  const others = entries.filter((entry) => entry !== previous);
  const present = ownableLeaves(live);
  const differs = (path: FieldPath): boolean => wanted.has(path) && !sameJson(present.get(path), wanted.get(path));
  const conflicts = others.flatMap((entry) => conflictsWith(entry, differs));
  if (conflicts.length > 0 && !force) throw conflictError(conflicts);

  const left = others.flatMap((entry) => releasedBy(entry, differs));
  const stillOwned = new Set(left.flatMap((entry) => [...decodeFields(entry.fieldsV1)]));
  const dropped = [...decodeFields(previous?.fieldsV1)].filter((path) => !wanted.has(path) && !stillOwned.has(path));
  const merged = withoutPaths(mergeFields(live, configuration), dropped);
  // An apply that changes nothing writes nothing, not even a new time.
  const unchanged = sameJson(merged, live) && sameJson(left, others) && sameJson(previous?.fieldsV1, owned.fieldsV1);
  return unchanged ? live : withEntries(merged as KubernetesObject, [...left, owned]);
}
