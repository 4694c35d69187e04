import type { KubernetesObject } from '../../../autoscaling/objects.ts';
import { listObjects } from '../../api/raw-requests.ts';
import { groupOf } from '../catalogue.ts';
import { type Answer, json } from '../http/answer.ts';
import { success } from '../status.ts';
import type { ApiContext, ObjectRequest, ResourceRequest } from './context.ts';
import { type DeleteOptions, deleteOptions, requirePreconditions } from './delete-options.ts';
import { existing } from './get.ts';
import { selectionOf } from './selection.ts';

/** DELETE of one object. Answers with the object while it is still going, with a Status once it is gone. @throws ClusterError 400, 404, 409 */
export async function deleteOne(context: ApiContext, request: ObjectRequest): Promise<Answer> {
  const options = await deleteOptions(request);
  const object = existing(context, request);
  requirePreconditions(request, object, options.preconditions);
  const left = deleteObject(context, object, options);
  const { name, uid = '' } = object.metadata;
  const { type } = request.resource;
  return json(left ?? success({ name, group: groupOf(type), kind: type.plural, uid }));
}

/** DELETE of a collection: every object the selectors match. @throws ClusterError 400 */
export async function deleteMany(context: ApiContext, request: ResourceRequest): Promise<Answer> {
  const options = await deleteOptions(request);
  const { type } = request.resource;
  const { items, resourceVersion } = listObjects(context.kernel.store, type, selectionOf(request));
  for (const object of items) deleteObject(context, object, options);
  return json({ kind: `${type.kind}List`, apiVersion: type.apiVersion, metadata: { resourceVersion }, items });
}

/** The object as it is afterwards; undefined when it is gone. */
function deleteObject(
  { kernel }: ApiContext,
  object: KubernetesObject,
  { preconditions: _preconditions, ...options }: DeleteOptions,
): KubernetesObject | undefined {
  const { namespace, name, uid } = object.metadata;
  const { apiVersion, kind } = object;
  kernel.api.delete({ apiVersion, kind, name, ...(namespace && { namespace }) }, options);
  if (options.dryRun) return object;
  const left = kernel.store.get({ ...object, plural: '', namespaced: namespace !== undefined }, namespace, name);
  return left?.metadata.uid === uid ? left : undefined;
}
