import { type FieldPath, isFields, itemElement, pathSeparator } from './leaf-paths.ts';

type Fields = Readonly<Record<string, unknown>>;

/** `live` with the fields of `applied` in it: maps and keyed lists merge, everything else is replaced. */
export function mergeFields(live: Fields, applied: Fields): Fields {
  const merged: Record<string, unknown> = { ...live };
  for (const [name, value] of Object.entries(applied)) {
    if (value !== undefined) merged[name] = mergeValue(name, live[name], value);
  }
  return merged;
}

/**
 * `fields` without what lies at the paths; maps that become empty by it go as well. An item of a keyed list goes when nothing but
 * its key is left: what others put into it keeps it there.
 */
export function withoutPaths(fields: Fields, paths: readonly FieldPath[]): Fields {
  const keysLast = paths.toSorted((a, b) => Number(isKeyOfItem(a)) - Number(isKeyOfItem(b)));
  return keysLast.reduce((left, path) => removeIn(left, path.split(pathSeparator)) ?? {}, fields);
}

function isKeyOfItem(path: FieldPath): boolean {
  const [item = '', leaf = ''] = path.split(pathSeparator).slice(-2);
  return item.startsWith('k:') && keysOf(item).includes(leaf.slice(2));
}

function keysOf(itemPathElement: string): readonly string[] {
  const key: unknown = JSON.parse(itemPathElement.slice(2));
  return isFields(key) ? Object.keys(key) : [];
}

function mergeValue(name: string, live: unknown, applied: unknown): unknown {
  if (isFields(live) && isFields(applied)) return mergeFields(live, applied);
  if (!Array.isArray(live) || !Array.isArray(applied)) return applied;
  const keyed = applied.every((item) => itemElement(name, item) !== undefined);
  if (!keyed) return applied;
  const items: unknown[] = [...live];
  for (const item of applied) {
    const element = itemElement(name, item);
    const index = items.findIndex((other) => itemElement(name, other) === element);
    if (index < 0) items.push(item);
    else items[index] = mergeValue(name, items[index], item);
  }
  return items;
}

function removeIn(fields: Fields, path: readonly string[]): Fields | undefined {
  const [element = '', ...rest] = path;
  const name = element.slice(2);
  const { [name]: value, ...others } = fields;
  if (value === undefined) return fields;
  const left = rest.length === 0 ? undefined : removeInside(name, value, rest);
  if (left !== undefined) return { ...fields, [name]: left };
  return Object.keys(others).length === 0 ? undefined : others;
}

function removeInside(name: string, value: unknown, path: readonly string[]): unknown {
  if (isFields(value)) return removeIn(value, path);
  if (!Array.isArray(value)) return value;
  const [element = '', ...rest] = path;
  const items = value.flatMap((item: unknown) => {
    if (!isFields(item) || itemElement(name, item) !== element) return [item];
    const left = removeInItem(item, element, rest);
    return left === undefined ? [] : [left];
  });
  return items.length === 0 ? undefined : items;
}

function removeInItem(item: Fields, element: string, path: readonly string[]): Fields | undefined {
  const keys = keysOf(element);
  const isKey = path.length === 1 && keys.includes(path[0]?.slice(2) ?? '');
  if (!isKey) return removeIn(item, path);
  return Object.keys(item).every((field) => keys.includes(field)) ? undefined : item;
}
