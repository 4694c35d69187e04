import type { ApiPath } from '../api/api-path.ts';
import type { WritablePart } from '../api/object-api.ts';
import { unknownPath } from '../store/refusals.ts';
import type { ServedResource } from './catalogue.ts';
import type { Answer } from './http/answer.ts';
import type { ApiRequest } from './http/request.ts';
import type { ApiContext, ObjectRequest, ResourceRequest } from './requests/context.ts';
import { create } from './requests/create.ts';
import { deleteMany, deleteOne } from './requests/delete.ts';
import { evict } from './requests/eviction.ts';
import { get } from './requests/get.ts';
import { list } from './requests/list.ts';
import { logs } from './requests/logs.ts';
import { patch } from './requests/patch.ts';
import { scale } from './requests/scale.ts';
import { isOn } from './requests/selection.ts';
import { serviceProxy } from './requests/service-proxy.ts';
import { update } from './requests/update.ts';
import { watch } from './requests/watch.ts';
import { refusals } from './status.ts';

/** Answers a request for objects: a collection, one object, or a subresource of one. @throws ClusterError */
export async function routeObjects(
  context: ApiContext,
  request: ApiRequest,
  resource: ServedResource,
  { namespace, name, rest }: ApiPath,
): Promise<Answer> {
  const of: ResourceRequest = { ...request, resource, namespace };
  if (name === undefined) return collection(context, of);
  if (resource.type.namespaced && namespace === undefined) throw unknownPath();
  const [subresource, ...below] = rest;
  if (subresource === undefined) return object(context, { ...of, name }, 'object');
  const known = resource.subresources.find((each) => each === subresource);
  if (known === undefined || (known !== 'proxy' && below.length > 0)) throw unknownPath();
  return ofSubresource(context, { ...of, name }, known, below);
}

async function collection(context: ApiContext, request: ResourceRequest): Promise<Answer> {
  switch (request.method) {
    case 'GET':
      return isOn(request.url.searchParams, 'watch') ? watch(context, request) : list(context, request);
    case 'POST':
      if (request.resource.type.namespaced && request.namespace === undefined) throw refusals.methodNotAllowed();
      return create(context, request);
    case 'DELETE':
      return deleteMany(context, request);
    default:
      throw refusals.methodNotAllowed();
  }
}

async function object(context: ApiContext, request: ObjectRequest, part: WritablePart): Promise<Answer> {
  switch (request.method) {
    case 'GET':
      return get(context, request);
    case 'PUT':
      return update(context, request, part);
    case 'PATCH':
      return patch(context, request, part);
    case 'DELETE':
      if (part === 'status') throw refusals.methodNotAllowed();
      return deleteOne(context, request);
    default:
      throw refusals.methodNotAllowed();
  }
}

async function ofSubresource(
  context: ApiContext,
  request: ObjectRequest,
  subresource: ServedResource['subresources'][number],
  below: readonly string[],
): Promise<Answer> {
  switch (subresource) {
    case 'status':
      return object(context, request, 'status');
    case 'eviction':
      if (request.method !== 'POST') throw refusals.methodNotAllowed();
      return evict(context, request);
    case 'finalize':
      if (request.method !== 'PUT') throw refusals.methodNotAllowed();
      return update(context, request, 'finalize');
    case 'scale':
      return scale(context, request);
    case 'log':
      if (request.method !== 'GET') throw refusals.methodNotAllowed();
      return logs(context, request);
    case 'proxy':
      return serviceProxy(context, request, below);
    default:
      return subresource satisfies never;
  }
}
