import type { ApiPath } from '../api/api-path.ts';
import { unknownPath } from '../store/refusals.ts';
import type { ServedResource } from './catalogue.ts';
import type { Answer } from './http/answer.ts';
import type { ApiRequest } from './http/request.ts';
import type { ApiContext, ObjectRequest, ResourceRequest } from './requests/context.ts';
import { get } from './requests/get.ts';
import { list } from './requests/list.ts';
import { isOn } from './requests/selection.ts';
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
  if (rest.length > 0) throw unknownPath();
  return object(context, { ...of, name });
}

async function collection(context: ApiContext, request: ResourceRequest): Promise<Answer> {
  switch (request.method) {
    case 'GET':
      return isOn(request.url.searchParams, 'watch') ? watch(context, request) : list(context, request);
    default:
      throw refusals.methodNotAllowed();
  }
}

async function object(context: ApiContext, request: ObjectRequest): Promise<Answer> {
  switch (request.method) {
    case 'GET':
      return get(context, request);
    default:
      throw refusals.methodNotAllowed();
  }
}
