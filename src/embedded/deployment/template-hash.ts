import type { PodTemplate } from '../../cluster/objects.ts';
import { safeEncode } from '../store/names.ts';

/** The label that tells the pods of one template from those of another. */
export const templateHashLabel = 'pod-template-hash';

/** A short name of a template's content; fields in another order give the same one. */
export function templateHash(template: PodTemplate): string {
  let hash = 0x811c9dc5;
  const text = canonicalJson(template);
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return safeEncode(hash >>> 0);
}

/**
 * Whether two templates say the same, apart from the hash: what is null or empty counts as absent, for clients that write an object back
 * spell those out (`kubectl rollout undo` does).
 */
export function sameTemplate(a: PodTemplate, b: PodTemplate): boolean {
  return canonicalJson(pruned(a)) === canonicalJson(pruned(b));
}

function pruned(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(pruned);
  if (typeof value !== 'object') return value;
  const fields = Object.entries(value ?? {})
    .filter(([key]) => key !== templateHashLabel)
    .map(([key, field]) => [key, pruned(field)] as const)
    .filter(([, field]) => field !== undefined);
  return fields.length === 0 ? undefined : Object.fromEntries(fields);
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, field: unknown) =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );
}
