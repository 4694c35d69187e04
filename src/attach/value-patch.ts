/** What turns one value into another. Values are what JSON can hold, and maps with keys of text. */
export type ValuePatch =
  | { readonly set: unknown }
  /** Of an object: the fields that differ, and those that are gone. */
  | { readonly fields: Readonly<Record<string, ValuePatch>>; readonly gone?: readonly string[] }
  /** Of a map: first the entries that differ in their places, then `late` ones at its end, new or from further up (null: as they were). */
  | {
      readonly entries: readonly (readonly [key: string, ValuePatch | null])[];
      readonly late: number;
      readonly gone?: readonly string[];
    }
  /** Of a list: how many go at its beginning, how many after them stay, and what follows those. */
  | { readonly drop: number; readonly keep: number; readonly rest: readonly unknown[] };

type Fields = Readonly<Record<string, unknown>>;

/**
 * What makes `after` of `before`; undefined where they are alike. What both share is passed over at once, so the effort grows with what
 * changed between two states and not with the states.
 */
export function patchBetween(before: unknown, after: unknown): ValuePatch | undefined {
  if (Object.is(before, after)) return undefined;
  if (before instanceof Map && after instanceof Map) return mapPatch(before, after);
  if (Array.isArray(before) && Array.isArray(after)) return listPatch(before, after);
  if (isFields(before) && isFields(after)) return fieldsPatch(before, after);
  return { set: after };
}

/** `before` as it is after the patch; what the patch says nothing of stays the same object. */
export function patched(before: unknown, patch: ValuePatch): unknown {
  if ('set' in patch) return patch.set;
  if ('entries' in patch) return patchedMap(before instanceof Map ? before : new Map(), patch);
  if ('rest' in patch) {
    const kept = Array.isArray(before) ? before.slice(patch.drop, patch.drop + patch.keep) : [];
    return [...kept, ...patch.rest];
  }
  const fields: Record<string, unknown> = isFields(before) ? { ...before } : {};
  for (const key of patch.gone ?? []) delete fields[key];
  for (const [key, part] of Object.entries(patch.fields)) fields[key] = patched(fields[key], part);
  return fields;
}

function mapPatch(before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): ValuePatch | undefined {
  const inPlace: [string, ValuePatch][] = [];
  const late: [string, ValuePatch | null][] = [];
  const places = before.keys();
  for (const [key, value] of after) {
    const patch = before.has(key) ? patchBetween(before.get(key), value) : { set: value };
    if (late.length > 0 || !isFurtherOn(places, key)) late.push([key, patch ?? null]);
    else if (patch) inPlace.push([key, patch]);
  }
  const gone = [...before.keys()].filter((key) => !after.has(key));
  if (inPlace.length === 0 && late.length === 0 && gone.length === 0) return undefined;
  return { entries: [...inPlace, ...late], late: late.length, ...(gone.length > 0 && { gone }) };
}

/** Whether a key is among those that the iterator has not come to yet; it goes on behind it. */
function isFurtherOn(keys: Iterator<string>, key: string): boolean {
  for (let next = keys.next(); !next.done; next = keys.next()) if (next.value === key) return true;
  return false;
}

function patchedMap(
  before: ReadonlyMap<string, unknown>,
  { entries, late, gone = [] }: Extract<ValuePatch, { entries: unknown }>,
): ReadonlyMap<string, unknown> {
  const after = new Map(before);
  for (const key of gone) after.delete(key);
  const firstLate = entries.length - late;
  for (const [index, [key, patch]] of entries.entries()) {
    const value = after.get(key);
    if (index >= firstLate) after.delete(key);
    after.set(key, patch ? patched(value, patch) : value);
  }
  return after;
}

/** Lists of a state grow at their end and give way at their beginning. */
function listPatch(before: readonly unknown[], after: readonly unknown[]): ValuePatch | undefined {
  const drop = Math.max(0, before.indexOf(after[0]));
  let keep = 0;
  while (drop + keep < before.length && keep < after.length && isSame(before[drop + keep], after[keep])) keep += 1;
  const isAlike = drop === 0 && keep === before.length && keep === after.length;
  return isAlike ? undefined : { drop, keep, rest: after.slice(keep) };
}

/** A list of an object that was read anew has new members which may be alike. */
function isSame(before: unknown, after: unknown): boolean {
  return patchBetween(before, after) === undefined;
}

function fieldsPatch(before: Fields, after: Fields): ValuePatch | undefined {
  const fields: Record<string, ValuePatch> = {};
  for (const [key, value] of Object.entries(after)) {
    if (value === undefined) continue;
    const patch = patchBetween(before[key], value);
    if (patch) fields[key] = patch;
  }
  const gone = Object.keys(before).filter((key) => before[key] !== undefined && after[key] === undefined);
  const isAlike = gone.length === 0 && Object.keys(fields).length === 0;
  return isAlike ? undefined : { fields, ...(gone.length > 0 && { gone }) };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map);
}
