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

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, field: unknown) =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );
}
