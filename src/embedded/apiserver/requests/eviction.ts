import { evictPod } from '../../eviction/evict-pod.ts';
import { isFields } from '../../managed-fields/leaf-paths.ts';
import { badRequest } from '../../store/refusals.ts';
import { type Answer, json } from '../http/answer.ts';
import { success } from '../status.ts';
import type { ApiContext, ObjectRequest } from './context.ts';
import { decodeBody } from './decode.ts';
import { readDeleteOptions, requirePreconditions } from './delete-options.ts';
import { existing } from './get.ts';

/** POST to a pod's eviction subresource. @throws ClusterError 400, 404, 409, 429 */
export async function evict(context: ApiContext, request: ObjectRequest): Promise<Answer> {
  const body = await decodeBody(request);
  if (!isFields(body) || (body.kind !== undefined && body.kind !== 'Eviction'))
    throw badRequest('the body of an eviction is an Eviction of policy/v1');
  const { name = request.name } = isFields(body.metadata) ? body.metadata : {};
  if (name !== request.name) throw badRequest(`name in URL does not match name in Eviction object`);
  const written = isFields(body.deleteOptions) ? body.deleteOptions : {};
  const { preconditions, ...options } = readDeleteOptions(written, request.url.searchParams);
  requirePreconditions(request, existing(context, request), preconditions);
  const { store, clock } = context.kernel;
  evictPod(store, clock, { namespace: request.namespace ?? '', name: request.name }, options);
  return json(success(), 201);
}
