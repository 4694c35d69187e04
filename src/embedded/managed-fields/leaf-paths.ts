/** A path as `fieldsV1` spells it: `f:NAME` per field, `k:{…}` per item of a keyed list, joined by line breaks. */
export type FieldPath = string;

export const pathSeparator = '\n';

/** Lists whose items the API identifies by fields; every other list is owned as a whole. */
const listKeys: Readonly<Record<string, readonly string[]>> = {
  conditions: ['type'],
  containers: ['name'],
  env: ['name'],
  imagePullSecrets: ['name'],
  initContainers: ['name'],
  ownerReferences: ['uid'],
  volumeMounts: ['mountPath'],
  volumes: ['name'],
};

const portKeys = { container: ['containerPort', 'protocol'], service: ['port', 'protocol'] } as const;

export function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The element that names an item of the list `listName`; undefined where such lists are owned as a whole. */
export function itemElement(listName: string, item: unknown): string | undefined {
  if (!isFields(item)) return undefined;
  const keys = listName === 'ports' ? portKeysOf(item) : listKeys[listName];
  if (keys === undefined) return undefined;
  const identity = keys.map((key) => [key, item[key] ?? (key === 'protocol' ? 'TCP' : undefined)] as const);
  if (identity.some(([, value]) => value === undefined)) return undefined;
  return `k:${JSON.stringify(Object.fromEntries(identity))}`;
}

/** Values by path: scalars, lists without keys, and empty maps. Identity and what only the server writes are left out. */
export function leafPaths(object: Readonly<Record<string, unknown>>): Map<FieldPath, unknown> {
  const leaves = new Map<FieldPath, unknown>();
  const { metadata, ...rest } = object;
  const { labels, annotations, finalizers, ownerReferences } = isFields(metadata) ? metadata : {};
  collect({ labels, annotations, finalizers, ownerReferences }, 'f:metadata', leaves);
  for (const [name, value] of Object.entries(rest)) {
    if (name !== 'apiVersion' && name !== 'kind') collectValue(name, value, `f:${name}`, leaves);
  }
  return leaves;
}

function collect(fields: Readonly<Record<string, unknown>>, at: string, leaves: Map<FieldPath, unknown>): void {
  for (const [name, value] of Object.entries(fields)) {
    collectValue(name, value, `${at}${pathSeparator}f:${name}`, leaves);
  }
}

function collectValue(name: string, value: unknown, at: string, leaves: Map<FieldPath, unknown>): void {
  if (value === undefined) return;
  if (isFields(value) && Object.keys(value).length > 0) {
    collect(value, at, leaves);
    return;
  }
  const elements = Array.isArray(value) ? value.map((item) => itemElement(name, item)) : [];
  if (!Array.isArray(value) || value.length === 0 || elements.includes(undefined)) {
    leaves.set(at, value);
    return;
  }
  for (const [index, item] of value.entries()) collect(item, `${at}${pathSeparator}${elements[index]}`, leaves);
}

function portKeysOf(item: Readonly<Record<string, unknown>>): readonly string[] {
  return item.containerPort === undefined ? portKeys.service : portKeys.container;
}
