import type { KubernetesObject } from '../../../autoscaling/objects.ts';
import { ClusterError } from '../../../cluster/port.ts';
import { listObjects } from '../../api/raw-requests.ts';
import { isFields } from '../../managed-fields/leaf-paths.ts';
import { badRequest, qualified } from '../../store/refusals.ts';
import { groupOf } from '../catalogue.ts';
import { type Answer, json } from '../http/answer.ts';
import { success } from '../status.ts';
import type { ApiContext, ObjectRequest, ResourceRequest } from './context.ts';
import { decodeBody } from './decode.ts';
import { existing } from './get.ts';
import { orphanDependents } from './orphan-dependents.ts';
import { selectionOf } from './selection.ts';
import { isDryRun } from './write-options.ts';

interface DeleteOptions {
  readonly dryRun: boolean;
  readonly orphan: boolean;
  /** Absent: as the object says. */
  readonly graceSeconds?: number;
  readonly preconditions: { readonly uid?: unknown; readonly resourceVersion?: unknown };
}

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
  { dryRun, orphan, graceSeconds }: DeleteOptions,
): KubernetesObject | undefined {
  const { namespace, name, uid } = object.metadata;
  const { apiVersion, kind } = object;
  if (!dryRun && orphan) orphanDependents(kernel.store, object);
  kernel.api.delete({ apiVersion, kind, name, ...(namespace && { namespace }) }, dryRun, graceSeconds);
  if (dryRun) return object;
  const left = kernel.store.get({ ...object, plural: '', namespaced: namespace !== undefined }, namespace, name);
  return left?.metadata.uid === uid ? left : undefined;
}

async function deleteOptions(request: ResourceRequest): Promise<DeleteOptions> {
  const query = request.url.searchParams;
  const bytes = await request.bytes();
  const text = async (): Promise<string> => bytes.toString('utf8');
  const body = bytes.length === 0 ? {} : await decodeBody({ ...request, bytes: async () => bytes, body: text });
  if (!isFields(body)) throw badRequest('the body of a delete is DeleteOptions');
  const policy = body.propagationPolicy ?? query.get('propagationPolicy') ?? 'Background';
  if (policy === 'Foreground') throw badRequest('propagationPolicy Foreground is not served by an embedded cluster');
  if (policy !== 'Background' && policy !== 'Orphan') throw badRequest(`invalid propagationPolicy: ${String(policy)}`);
  const grace = body.gracePeriodSeconds ?? query.get('gracePeriodSeconds');
  const graceSeconds = grace === null || grace === undefined ? undefined : Number(grace);
  if (graceSeconds !== undefined && !(Number.isInteger(graceSeconds) && graceSeconds >= 0))
    throw badRequest('gracePeriodSeconds must be a non-negative integer');
  const written = Array.isArray(body.dryRun) ? body.dryRun.map(String) : [];
  return {
    dryRun: isDryRun([...written, ...query.getAll('dryRun')]),
    orphan: policy === 'Orphan',
    ...(graceSeconds === undefined ? {} : { graceSeconds }),
    preconditions: isFields(body.preconditions) ? body.preconditions : {},
  };
}

function requirePreconditions(
  { resource, name }: ObjectRequest,
  { metadata }: KubernetesObject,
  wanted: DeleteOptions['preconditions'],
): void {
  for (const field of ['uid', 'resourceVersion'] as const) {
    if (wanted[field] === undefined || wanted[field] === metadata[field]) continue;
    const what = field === 'uid' ? 'UID' : 'ResourceVersion';
    const differs = `Precondition failed: ${what} in precondition: ${String(wanted[field])}, ${what} in object meta: ${metadata[field]}`;
    const message = `Operation cannot be fulfilled on ${qualified(resource.type)} "${name}": ${differs}`;
    throw new ClusterError(409, 'Conflict', message);
  }
}
