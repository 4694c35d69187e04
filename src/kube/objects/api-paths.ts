import type { ListOptions, ResourceType } from '../../cluster/port.ts';

/** `/api/v1/namespaces/NS/pods`, or the same of all namespaces. */
export function collectionPath({ apiVersion, plural, namespaced }: ResourceType, namespace?: string): string {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const inside = namespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${root}${inside}/${plural}`;
}

/** The path of one object, or of a subresource of it. */
export function objectPath(type: ResourceType, namespace: string | undefined, name: string, subresource = ''): string {
  return `${collectionPath(type, namespace)}/${encodeURIComponent(name)}${subresource === '' ? '' : `/${subresource}`}`;
}

/** A query string with its question mark; absent and empty values are left out. */
export function query(values: Readonly<Record<string, string | number | boolean | undefined>>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== '' && value !== false);
  const search = new URLSearchParams(Object.fromEntries(given.map(([name, value]) => [name, String(value)])));
  return search.size === 0 ? '' : `?${search}`;
}

export function selectors({ labelSelector, fieldSelector }: ListOptions): Record<string, string | undefined> {
  return { labelSelector, fieldSelector };
}
