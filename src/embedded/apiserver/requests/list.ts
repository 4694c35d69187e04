import type { KubernetesObject } from '../../../autoscaling/objects.ts';
import { ClusterError } from '../../../cluster/port.ts';
import { listObjects } from '../../api/raw-requests.ts';
import { badRequest } from '../../store/refusals.ts';
import { type Answer, json } from '../http/answer.ts';
import { type ListMeta, tableOf } from '../tables/table.ts';
import type { ApiContext, ResourceRequest } from './context.ts';
import type { RestOfList } from './continuations.ts';
import { versionOptions } from './list-options.ts';
import { selectionOf } from './selection.ts';
import { wantedTable } from './table-request.ts';

/** GET of a collection: all of it, or a page of `limit` objects and a token for the next one. */
export function list(context: ApiContext, request: ResourceRequest): Answer {
  const { kernel, continuations } = context;
  const { type } = request.resource;
  const limit = limitOf(request.url.searchParams);
  const token = request.url.searchParams.get('continue');
  const { items, resourceVersion } = token ? continuations.resume(token) : selected(context, request);
  const page = limit === 0 ? items : items.slice(0, limit);
  const rest = items.slice(page.length);
  const metadata: ListMeta = {
    resourceVersion,
    ...(rest.length === 0
      ? {}
      : { continue: continuations.keep({ items: rest, resourceVersion }), remainingItemCount: rest.length }),
  };
  const include = wantedTable(request);
  if (include !== undefined) return json(tableOf(type.kind, page, { metadata, include, now: kernel.clock.now() }));
  return json({ kind: `${type.kind}List`, apiVersion: type.apiVersion, metadata, items: page });
}

function selected({ kernel }: ApiContext, request: ResourceRequest): RestOfList {
  const latest = kernel.store.resourceVersion;
  const { resourceVersion: asked, match } = versionOptions(request.url.searchParams, latest, false);
  // The objects as they were at another time than now are not kept.
  if (match === 'Exact' && asked !== String(latest)) throw expiredList();
  const { items, resourceVersion } = listObjects(kernel.store, request.resource.type, selectionOf(request));
  return { items: items.toSorted(byKey), resourceVersion };
}

function expiredList(): ClusterError {
  return new ClusterError(410, 'Expired', 'The resourceVersion for the provided list is too old.');
}

/** The order of the keys in etcd. */
function byKey({ metadata: a }: KubernetesObject, { metadata: b }: KubernetesObject): number {
  const [first, second] = [`${a.namespace ?? ''}/${a.name}`, `${b.namespace ?? ''}/${b.name}`];
  return first < second ? -1 : first > second ? 1 : 0;
}

function limitOf(query: URLSearchParams): number {
  const limit = Number(query.get('limit') ?? 0);
  if (!Number.isInteger(limit) || limit < 0) throw badRequest(`invalid limit "${query.get('limit')}"`);
  return limit;
}
