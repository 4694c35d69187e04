import type { KubernetesObject } from '../../../autoscaling/objects.ts';
import type { WritablePart } from '../../api/object-api.ts';
import { isFields } from '../../managed-fields/leaf-paths.ts';
import { mergeFields } from '../../managed-fields/merge.ts';
import { badRequest } from '../../store/refusals.ts';
import { groupOf } from '../catalogue.ts';
import { type Answer, json } from '../http/answer.ts';
import { parseJson, parseYaml } from '../http/request-body.ts';
import { jsonPatch } from '../patch/json-patch.ts';
import { mergePatch } from '../patch/merge-patch.ts';
import { strategicMerge } from '../patch/strategic-merge.ts';
import { refusals } from '../status.ts';
import type { ApiContext, ObjectRequest } from './context.ts';
import { asObject } from './decode.ts';
import { existing } from './get.ts';
import { writeOptions } from './write-options.ts';

const patchTypes = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
} as const;

/** PATCH of an object, or of its status alone, by any of the four kinds of patch. @throws ClusterError 400, 404, 409, 415, 422 */
export async function patch(context: ApiContext, request: ObjectRequest, part: WritablePart): Promise<Answer> {
  if (isApply(request)) {
    return part === 'status' ? applyStatus(context, request) : apply(context, request);
  }
  const live = existing(context, request);
  const patched = patchedBody(request, live, await request.body());
  const object = asObject(patched, request, request.name);
  return json(context.kernel.api.replace(object, { ...writeOptions(request), part }));
}

/** A document with a patch of any kind but apply in it. */
export function patchedBody(request: ObjectRequest, live: object, text: string): unknown {
  const accepted = acceptedBy(request);
  if (!accepted.includes(request.contentType)) throw refusals.unsupportedMediaType(accepted);
  const change = parseJson(text);
  if (request.contentType === patchTypes.json) return jsonPatch(live, change);
  if (!isFields(change)) throw badRequest('the patch is not an object');
  return request.contentType === patchTypes.merge ? mergePatch(live, change) : strategicMerge({ ...live }, change);
}

/** Whether a patch is one of server-side apply, which names its manager. @throws ClusterError 400 */
export function isApply({ contentType, url }: ObjectRequest): boolean {
  if (contentType !== patchTypes.apply) return false;
  if (url.searchParams.get('fieldManager')) return true;
  throw badRequest('PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch');
}

/** Nobody owns fields of a status: whoever applies one writes into it. */
async function applyStatus(context: ApiContext, request: ObjectRequest): Promise<Answer> {
  const live = existing(context, request);
  const body = parseYaml(await request.body());
  // What else the configuration holds is nobody's concern here, and need not be complete.
  const { spec: _spec, ...configuration } = isFields(body) ? body : {};
  const { status } = asObject(configuration, request, request.name);
  const merged = mergeFields(isFields(live.status) ? live.status : {}, isFields(status) ? status : {});
  return json(context.kernel.api.replace({ ...live, status: merged }, { ...writeOptions(request), part: 'status' }));
}

async function apply({ kernel }: ApiContext, request: ObjectRequest): Promise<Answer> {
  const { resource, namespace, name } = request;
  const { status: _status, ...object } = asObject(parseYaml(await request.body()), request, name);
  const isNew = kernel.store.get(resource.type, namespace, name) === undefined;
  return json(kernel.api.apply(object as KubernetesObject, writeOptions(request)), isNew ? 201 : 200);
}

/** Custom resources have no types to tell a strategic merge how their lists merge. */
function acceptedBy({ resource }: ObjectRequest): readonly string[] {
  const isCustom = groupOf(resource.type).includes('.') && !groupOf(resource.type).endsWith('.k8s.io');
  const isVpa = groupOf(resource.type) === 'autoscaling.k8s.io';
  const { json: jsonType, merge, strategic, apply: applyType } = patchTypes;
  return isCustom || isVpa ? [jsonType, merge, applyType] : [jsonType, merge, strategic, applyType];
}
