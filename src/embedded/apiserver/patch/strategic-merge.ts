import { isFields } from '../../managed-fields/leaf-paths.ts';
import { sameJson } from '../../store/equality.ts';
import { badRequest } from '../../store/refusals.ts';
import { mergeKeyOf, mergesPrimitives } from './merge-keys.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Strategic merge patch: as a merge patch, but lists the API knows a key of merge item by item, and `$` directives say what else to do. */
export function strategicMerge(target: Fields, patch: Fields): Fields {
  const { $patch: directive, $retainKeys: retained, ...changes } = patch;
  if (directive === 'replace') return plain(changes);
  if (directive !== undefined && directive !== 'merge' && directive !== 'delete')
    throw badRequest(`unknown patch type: ${directive}`);
  if (directive === 'delete') return {};
  const merged: Record<string, unknown> = keeping(target, retained);
  for (const [name, value] of Object.entries(changes)) {
    const [, listDirective, field = ''] = /^\$(setElementOrder|deleteFromPrimitiveList)\/(.+)$/.exec(name) ?? [];
    if (listDirective === 'deleteFromPrimitiveList') merged[field] = without(merged[field], value);
    else if (listDirective === undefined && value === null) delete merged[name];
    else if (listDirective === undefined) merged[name] = mergedValue(name, merged[name], value);
  }
  // The order is that of the outcome, so it comes last.
  for (const [name, order] of Object.entries(changes)) {
    const [, field] = /^\$setElementOrder\/(.+)$/.exec(name) ?? [];
    if (field !== undefined) merged[field] = inOrder(field, merged[field], order);
  }
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
}

function keeping(target: Fields, retained: unknown): Record<string, unknown> {
  if (!Array.isArray(retained)) return { ...target };
  return Object.fromEntries(Object.entries(target).filter(([name]) => retained.includes(name)));
}

function mergedValue(name: string, live: unknown, change: unknown): unknown {
  if (isFields(change)) return strategicMerge(isFields(live) ? live : {}, change);
  if (!Array.isArray(change)) return change;
  const items = Array.isArray(live) ? live : [];
  if (mergesPrimitives(name)) return [...items, ...change.filter((item) => !items.includes(item))];
  const key = mergeKeyOf(name, [...items, ...change]);
  return key === undefined ? change.map(plainItem) : mergedList(key, items, change);
}

function mergedList(key: string, live: readonly unknown[], changes: readonly unknown[]): unknown[] {
  if (changes.some((change) => isFields(change) && change.$patch === 'replace')) {
    return changes.filter((change) => !(isFields(change) && change.$patch === 'replace')).map(plainItem);
  }
  const items = [...live];
  for (const change of changes) {
    if (!isFields(change) || change[key] === undefined)
      throw badRequest(`map does not contain declared merge key: ${key}`);
    const index = items.findIndex((item) => isFields(item) && sameJson(item[key], change[key]));
    const found = items[index];
    if (change.$patch === 'delete') items.splice(index, index < 0 ? 0 : 1);
    else if (isFields(found)) items[index] = strategicMerge(found, change);
    else items.push(plain(change));
  }
  return items;
}

/** Items the order does not name keep their place behind the one they followed. */
function inOrder(field: string, value: unknown, order: unknown): unknown {
  if (!Array.isArray(value) || !Array.isArray(order)) return value;
  const key = mergeKeyOf(field, value);
  const identity = (item: unknown): unknown => (key !== undefined && isFields(item) ? item[key] : item);
  const rank = (item: unknown): number => order.findIndex((wanted) => sameJson(identity(wanted), identity(item)));
  let last = -1;
  const ranked = value.map((item: unknown) => {
    const own = rank(item);
    if (own >= 0) last = own;
    return { item, rank: own >= 0 ? own : last + 0.5 };
  });
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ item }) => item);
}

function without(value: unknown, gone: unknown): unknown {
  if (!Array.isArray(value) || !Array.isArray(gone)) return value;
  return value.filter((item) => !gone.includes(item));
}

/** A part of a patch that meets nothing: it is taken as it is, but for its directives. */
function plain(patch: Fields): Fields {
  return strategicMerge({}, patch);
}

function plainItem(item: unknown): unknown {
  return isFields(item) ? plain(item) : item;
}
