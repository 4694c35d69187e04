import type { KubernetesObject } from '../../autoscaling/objects.ts';
import { ClusterError, type ListOptions, type ObjectList, type ResourceType } from '../../cluster/port.ts';
import { isFields } from '../config/parse-kubeconfig.ts';
import { networkReasons } from '../http/network-error.ts';
import { collectionPath, query, selectors } from './api-paths.ts';
import { projected } from './projection.ts';

/** As many as kubectl asks for at once. */
const pageSize = 500;
/** A list whose pages grow too old while they are read begins again, but not for ever. */
const startsAtMost = 3;

/** Reads a collection page by page, all of one moment. Objects are cut down to what is used as they arrive. @throws ClusterError */
export async function listInPages(
  read: (path: string) => Promise<unknown>,
  type: ResourceType,
  options: ListOptions,
): Promise<ObjectList> {
  for (let starts = 1; ; starts += 1) {
    try {
      return await onePass(read, type, options);
    } catch (error) {
      if (!(error instanceof ClusterError && error.code === 410) || starts >= startsAtMost) throw error;
    }
  }
}

async function onePass(
  read: (path: string) => Promise<unknown>,
  type: ResourceType,
  options: ListOptions,
): Promise<ObjectList> {
  const items: KubernetesObject[] = [];
  let token: string | undefined;
  for (;;) {
    const path = collectionPath(type, options.namespace);
    const page = pageOf(
      await read(`${path}${query({ ...selectors(options), limit: pageSize, continue: token })}`),
      type,
    );
    // Items of a list do not say what they are; the list does.
    for (const item of page.items)
      items.push(projected({ ...item, apiVersion: type.apiVersion, kind: type.kind } as KubernetesObject));
    if (page.token === undefined) return { items, resourceVersion: page.resourceVersion };
    token = page.token;
  }
}

interface Page {
  readonly items: readonly object[];
  readonly resourceVersion: string;
  readonly token: string | undefined;
}

function pageOf(body: unknown, { plural }: ResourceType): Page {
  const { metadata, items } = isFields(body) ? body : {};
  if (!isFields(metadata) || !(Array.isArray(items) || items === null))
    throw new ClusterError(0, networkReasons.garbled, `the answer to a list of ${plural} is not a list`);
  const { resourceVersion, continue: token } = metadata;
  return {
    items: (items ?? []).filter(isFields),
    resourceVersion: typeof resourceVersion === 'string' ? resourceVersion : '',
    token: typeof token === 'string' && token !== '' ? token : undefined,
  };
}
