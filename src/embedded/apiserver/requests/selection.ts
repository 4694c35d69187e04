import type { ListOptions } from '../../../cluster/port.ts';
import type { ResourceRequest } from './context.ts';

/** Which objects of a type a request is about. */
export function selectionOf({ namespace, url }: ResourceRequest): ListOptions {
  return {
    ...(namespace === undefined ? {} : { namespace }),
    labelSelector: url.searchParams.get('labelSelector') ?? '',
    fieldSelector: url.searchParams.get('fieldSelector') ?? '',
  };
}

/** `watch=true`, `dryRun=All` and the like. */
export function isOn(query: URLSearchParams, name: string): boolean {
  const value = query.get(name);
  return value === 'true' || value === '1';
}
