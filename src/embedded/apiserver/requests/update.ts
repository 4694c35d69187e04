import type { WritablePart } from '../../api/object-api.ts';
import { type Answer, json } from '../http/answer.ts';
import type { ApiContext, ObjectRequest } from './context.ts';
import { asObject, decodeBody } from './decode.ts';
import { writeOptions } from './write-options.ts';

/** PUT of an object, or of its status alone. @throws ClusterError 400, 404, 409, 422 */
export async function update(context: ApiContext, request: ObjectRequest, part: WritablePart): Promise<Answer> {
  const object = asObject(await decodeBody(request), request, request.name);
  return json(context.kernel.api.replace(object, { ...writeOptions(request), part }));
}
