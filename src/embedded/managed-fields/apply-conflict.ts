import type { ManagedFieldsEntry } from '../../autoscaling/objects.ts';
import { ClusterError } from '../../cluster/port.ts';
import { decodeFields, readablePath } from './fields-v1.ts';
import type { FieldPath } from './leaf-paths.ts';

/** A field somebody else owns with another value. */
export interface FieldConflict {
  readonly owner: ManagedFieldsEntry;
  readonly path: FieldPath;
}

export function conflictsWith(owner: ManagedFieldsEntry, differs: (path: FieldPath) => boolean): FieldConflict[] {
  return [...decodeFields(owner.fieldsV1)].filter(differs).map((path) => ({ owner, path }));
}

/** The API server's refusal of an apply, one line for one conflict, a list per owner for several. */
export function conflictError(conflicts: readonly FieldConflict[]): ClusterError {
  const [first] = conflicts;
  const text =
    conflicts.length === 1 && first !== undefined
      ? `Apply failed with 1 conflict: conflict ${ownerOf(first)}: ${readablePath(first.path)}`
      : `Apply failed with ${conflicts.length} conflicts: ${listByOwner(conflicts)}`;
  const causes = conflicts.map((conflict) => ({
    reason: 'FieldManagerConflict',
    message: `conflict ${ownerOf(conflict)}`,
    field: readablePath(conflict.path),
  }));
  return new ClusterError(409, 'Conflict', text, { details: { causes } });
}

function listByOwner(conflicts: readonly FieldConflict[]): string {
  const byOwner = Map.groupBy(conflicts, ownerOf);
  return [...byOwner]
    .map(([owner, list]) => `conflicts ${owner}:\n${list.map(({ path }) => `- ${readablePath(path)}`).join('\n')}`)
    .join('\n');
}

function ownerOf({ owner }: FieldConflict): string {
  const subresource = owner.subresource === undefined ? '' : ` with subresource "${owner.subresource}"`;
  return `with "${owner.manager}"${subresource} using ${owner.apiVersion}`;
}
