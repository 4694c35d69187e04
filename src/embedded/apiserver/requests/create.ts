import { type Answer, json } from '../http/answer.ts';
import type { ApiContext, ResourceRequest } from './context.ts';
import { asObject, decodeBody } from './decode.ts';
import { writeOptions } from './write-options.ts';

/** POST to a collection. @throws ClusterError 400, 404, 409, 422 */
export async function create({ kernel }: ApiContext, request: ResourceRequest): Promise<Answer> {
  const object = asObject(await decodeBody(request), request);
  return json(kernel.api.create(object, writeOptions(request)), 201);
}
